import { expect, test } from 'vitest';
import { hueOf, initialsOf } from './initials.ts';

test.each([
  ['김민수', '민수'],
  ['김 민수', '민수'],
  ['남궁민수', '민수'],
  ['이준', '이준'],
  ['별', '별'],
  ['기획팀회의실', '기획'],
  ['Ada', 'A'],
  ['ada lovelace', 'AL'],
  ['Ada King Lovelace', 'AL'],
  ['Kim 민수', 'K'],
  ['민수 Kim', '민'],
  ['Željko Đurić', 'ŽĐ'],
  ['田中', '田'],
  ['👩‍👩‍👧 Family', '👩‍👩‍👧F'],
  ['(Ada) [guest]', 'AG'],
  ['3팀', '3'],
  ['…', '?'],
  ['', '?'],
])('%j is shown as %j', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

test('a name always has the same hue, composed or not', () => {
  expect(hueOf('김민수')).toBe(hueOf('김민수'.normalize('NFD')));
  const hues = new Set(['Ada', 'Grace', '민수', '지우', 'Linus', 'Barbara'].map(hueOf));
  expect(hues.size).toBeGreaterThan(3);
});

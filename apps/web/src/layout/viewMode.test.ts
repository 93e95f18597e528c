import { expect, it } from 'vitest';
import { stageProfile } from './stageProfile.ts';
import { type ViewFacts, isCrowd, viewMode } from './viewMode.ts';

const facts = (people: number, more: Partial<ViewFacts> = {}): ViewFacts => ({
  people,
  gridMaxPeople: 6,
  sharing: false,
  chosen: false,
  ...more,
});

it('is no back and forth when one person comes and goes', () => {
  const counts = [2, 6, 7, 6, 7, 6, 5, 6, 7];
  let crowd = false;
  const seen = counts.map((people) => (crowd = isCrowd(crowd, facts(people))));
  expect(seen).toEqual([false, false, true, true, true, true, false, false, true]);
});

it('takes fewer people for a crowd on a phone', () => {
  const { gridMaxPeople } = stageProfile(374, 700, true);
  expect(isCrowd(false, facts(5, { gridMaxPeople }))).toBe(true);
  expect(isCrowd(false, facts(4, { gridMaxPeople }))).toBe(false);
});

it.each([
  ['auto', false, {}, 'grid'],
  ['auto', true, {}, 'speaker'],
  ['auto', false, { sharing: true }, 'speaker'],
  ['auto', false, { chosen: true }, 'speaker'],
  ['grid', true, { sharing: true, chosen: true }, 'grid'],
  ['speaker', false, {}, 'speaker'],
] as const)('%s, crowd %s, %o: %s', (choice, crowd, more, expected) => {
  expect(viewMode(choice, crowd, facts(3, more))).toBe(expected);
});

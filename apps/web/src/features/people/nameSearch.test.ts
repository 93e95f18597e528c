import { expect, test } from 'vitest';
import { matchesName } from './nameSearch.ts';

test.each([
  ['Anna Bell', '', true],
  ['Anna Bell', 'BELL', true],
  ['Anna Bell', 'na be', true],
  ['Anna Bell', 'bella', false],
  ['김지수', '지수', true],
  ['김지수', 'ㄱㅈㅅ', true],
  ['김지수', 'ㅈㅅ', true],
  ['김지수', '김ㅈ', true],
  ['김지수', 'ㅅㅈ', false],
  ['꽃님', 'ㄲ', true],
  ['꽃님', 'ㄱ', false],
  ['힣', 'ㅎ', true],
  ['김 지수', '김지', true],
  ['김지수'.normalize('NFD'), '지', true],
])('%s, typed %s: %s', (name, typed, found) => {
  expect(matchesName(name, typed)).toBe(found);
});

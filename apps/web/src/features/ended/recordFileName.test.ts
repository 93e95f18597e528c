import { expect, test } from 'vitest';
import { recordFileName } from './recordFileName.ts';

const day = new Date(2026, 2, 5, 23, 59);

test.each([
  ['주간 회의', '주간 회의 2026-03-05.csv'],
  ['a/b: "c"?', 'a b c 2026-03-05.csv'],
  ['..\\..', '.. .. 2026-03-05.csv'],
  ['///', 'meeting 2026-03-05.csv'],
])('%j', (name, file) => {
  expect(recordFileName(name, day, 'csv')).toBe(file);
});

import { expect, test } from 'vitest';
import { countTests } from './countTests.mjs';

const file = (status, ...statuses) => ({
  status,
  assertionResults: statuses.map((each) => ({ status: each })),
});

test.each([
  ['all well', [file('passed', 'passed', 'passed')], 0, { passed: 2, failed: 0, skipped: 0 }],
  ['one fails', [file('failed', 'passed', 'failed')], 1, { passed: 1, failed: 1, skipped: 0 }],
  [
    'skipped and todo',
    [file('passed', 'passed', 'skipped', 'todo')],
    0,
    { passed: 1, failed: 0, skipped: 2 },
  ],
  [
    'a file does not load',
    [file('passed', 'passed'), file('failed')],
    1,
    { passed: 1, failed: 1, skipped: 0 },
  ],
  ['an error outside of tests', [file('passed', 'passed')], 1, { passed: 1, failed: 1, skipped: 0 }],
  ['no test at all', [], 0, { passed: 0, failed: 1, skipped: 0 }],
  ['only skipped ones', [file('passed', 'skipped')], 0, { passed: 0, failed: 1, skipped: 1 }],
])('%s', (_name, testResults, exitCode, expected) => {
  expect(countTests({ testResults }, exitCode)).toEqual(expected);
});

test('no report', () => {
  expect(countTests(undefined, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

import { expect, test } from 'vitest';
import { listFailures } from './listFailures.mjs';

test('names each failed test with the beginning of its message', () => {
  const testResults = [
    {
      name: '/repo/a.test.ts',
      status: 'failed',
      assertionResults: [
        { status: 'passed', fullName: 'sums' },
        { status: 'failed', fullName: 'room closes', failureMessages: ['Error: 1\n  at x\n\n3\n4\n5\n6\n7'] },
      ],
    },
    { name: '/repo/b.test.ts', status: 'failed', message: 'cannot load', assertionResults: [] },
    { name: '/repo/c.test.ts', status: 'passed', assertionResults: [{ status: 'passed', fullName: 'fine' }] },
  ];
  expect(listFailures({ testResults }, '/repo')).toEqual([
    '✗ a.test.ts > room closes\n    Error: 1\n    at x\n    3\n    4\n    5\n    6',
    '✗ b.test.ts\n    cannot load',
  ]);
});

test('no report', () => {
  expect(listFailures(undefined, '/repo')).toEqual([]);
});

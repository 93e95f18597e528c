import { expect, test } from 'vitest';
import { summarize } from './summary.mjs';

test('ends with the line that CI counts', () => {
  const text = summarize([
    { name: 'lint', passed: 1, failed: 0, seconds: 3.21 },
    { name: 'unit', passed: 40, failed: 2, skipped: 1, seconds: 10 },
  ]);
  expect(text.split('\n')).toEqual([
    '✓ lint  1 passed, 0 failed (3.2 s)',
    '✗ unit  40 passed, 2 failed, 1 skipped (10.0 s)',
    '',
    '41 passed, 2 failed',
  ]);
});

test('says what failed before the table', () => {
  const text = summarize([{ name: 'unit', passed: 1, failed: 1, seconds: 1, failures: ['✗ a > b'] }]);
  expect(text.split('\n').slice(0, 3)).toEqual(['✗ a > b', '', '✗ unit  1 passed, 1 failed (1.0 s)']);
});

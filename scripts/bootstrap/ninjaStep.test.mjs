import { expect, test } from 'vitest';
import { ninjaStep } from './ninjaStep.mjs';

test.each([
  ['[1/261] Compiling C++ object a.o', { done: 1, total: 261 }],
  ['[261/261] Linking target mediasoup-worker', { done: 261, total: 261 }],
  ["ninja: Entering directory `build'", undefined],
  ['note: see [1/2] above', undefined],
  ['', undefined],
])('%s', (line, expected) => {
  expect(ninjaStep(line)).toEqual(expected);
});

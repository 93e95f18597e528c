import { expect, it } from 'vitest';
import { megabytes } from './megabytes.ts';

it.each([
  [0, '0.0 MB'],
  [1_250_000, '1.3 MB'],
  [99_940_000, '99.9 MB'],
  [512_300_000, '512 MB'],
  [1_204_000_000, '1,204 MB'],
])('%i bytes are %s', (bytes, text) => {
  expect(megabytes(bytes, 'en')).toBe(text);
});

import { expect, test } from 'vitest';
import { isAtLeast } from './version.mjs';

test.each([
  ['v24.0.0', '24.0.0', true],
  ['v24.11.1', '24.0.0', true],
  ['v25.0.0-nightly2026', '24.0.0', true],
  ['v20.20.2', '24.0.0', false],
  ['v22.12.0', '22.12.0', true],
  ['v22.11.9', '22.12.0', false],
  ['v22.9.0', '22.12.0', false],
  ['22', '22.12.0', false],
])('%s is at least %s: %s', (version, minimum, expected) => {
  expect(isAtLeast(version, minimum)).toBe(expected);
});

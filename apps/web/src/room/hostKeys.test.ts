import { expect, test } from 'vitest';
import { boundedKeys, parseHostKeys } from './hostKeys.ts';

test.each([
  [null, {}],
  ['not json', {}],
  ['null', {}],
  ['{"weekly":"key-1","broken":7,"empty":"","주간":"key-2"}', { weekly: 'key-1', 주간: 'key-2' }],
])('what is stored as %j', (stored, keys) => {
  expect(parseHostKeys(stored)).toEqual(keys);
});

test('keeps the newest', () => {
  const keys = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`room-${index}`, 'key']));
  const kept = Object.keys(boundedKeys(keys));
  expect(kept).toHaveLength(200);
  expect(kept.at(0)).toBe('room-50');
  expect(kept.at(-1)).toBe('room-249');
});

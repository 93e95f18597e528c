import { expect, test } from 'vitest';
import { handQueue } from './hands.ts';

test('hands are in the order in which they were raised, not in the order of the people', () => {
  const people = [
    { id: 'a', handRaisedAt: 300 },
    { id: 'b', handRaisedAt: null },
    { id: 'c', handRaisedAt: 100 },
    { id: 'd', handRaisedAt: 200 },
  ];
  expect(handQueue(people).map(({ id }) => id)).toEqual(['c', 'd', 'a']);
  expect(people.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
});

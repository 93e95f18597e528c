import type { User } from '@parley/protocol';
import { handQueue } from '../../room/hands.ts';
import { matchesName } from './nameSearch.ts';

/** Raised hands first, in their order, then everybody else as they stand; only those whose names match. */
export function peopleInOrder(people: readonly User[], typed: string): readonly User[] {
  const hands = handQueue(people);
  const others = people.filter(({ handRaisedAt }) => handRaisedAt === null);
  return [...hands, ...others].filter(({ displayName }) => matchesName(displayName, typed));
}

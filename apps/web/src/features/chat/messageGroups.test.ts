import { expect, it } from 'vitest';
import type { ChatMessage } from '../../room/roomTypes.ts';
import { groupMessages } from './messageGroups.ts';

const minute = 60_000;
let nextId = 0;

function message(userId: string, sentAt: number, displayName = userId): ChatMessage {
  nextId += 1;
  return { id: `m${nextId}`, userId, displayName, text: 'hello', sentAt };
}

const sizes = (messages: ChatMessage[]) =>
  groupMessages(messages).map((group) => [group.userId, group.messages.length]);

it('has no groups without messages', () => {
  expect(groupMessages([])).toEqual([]);
});

it('joins what one person says in a row', () => {
  expect(sizes([message('a', 0), message('a', minute), message('b', minute), message('a', minute)])).toEqual([
    ['a', 2],
    ['b', 1],
    ['a', 1],
  ]);
});

it('starts again after a pause, measured from the message before', () => {
  expect(
    sizes([message('a', 0), message('a', 4 * minute), message('a', 8 * minute), message('a', 14 * minute)]),
  ).toEqual([
    ['a', 3],
    ['a', 1],
  ]);
});

it('starts again when the name has changed', () => {
  expect(sizes([message('a', 0, 'Kim'), message('a', 1, 'Lee')])).toHaveLength(2);
});

it('is known by its first message', () => {
  const [first, second] = [message('a', 5), message('a', 6)];
  expect(groupMessages([first, second])[0]).toMatchObject({ id: first.id, sentAt: 5 });
});

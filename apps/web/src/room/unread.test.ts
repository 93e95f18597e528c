import { expect, it } from 'vitest';
import type { ChatMessage } from './roomTypes.ts';
import { countUnread } from './unread.ts';

const messages: ChatMessage[] = ['me', 'kim', 'me', 'lee', 'kim'].map((userId, index) => ({
  id: `m${index}`,
  userId,
  displayName: userId,
  text: 'hello',
  sentAt: index,
}));

it.each([
  ['nothing read yet', null, 3],
  ['read in between', 'm1', 2],
  ['only own messages since', 'm1', 2],
  ['all read', 'm4', 0],
  ['the last read one is forgotten', 'm-1', 3],
])('%s', (_name, lastReadId, unread) => {
  expect(countUnread(messages, lastReadId, 'me')).toBe(unread);
});

it('has nothing unread in an empty chat', () => {
  expect(countUnread([], 'm1', 'me')).toBe(0);
});

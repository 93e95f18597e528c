import type { ChatMessage } from './roomTypes.ts';

/**
 * How many messages of others came after the last one that was read. When that one is no longer remembered (only the
 * latest are kept), all that are left are new; `null` means nothing was read yet.
 */
export function countUnread(
  messages: readonly ChatMessage[],
  lastReadId: string | null,
  selfId: string | null,
): number {
  const read = messages.findLastIndex(({ id }) => id === lastReadId);
  return messages.slice(read + 1).filter(({ userId }) => userId !== selfId).length;
}

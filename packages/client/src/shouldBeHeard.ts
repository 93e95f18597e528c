import type { RemoteUser, RoomSnapshot } from './RoomStore.ts';

/**
 * Neither muted, nor one of those who are not forwarded in a large room, nor without a connection themselves.
 * @param pinnedIds whose voices I hear whatever the room's rule
 */
export function shouldBeHeard(
  { id, connection, sources }: RemoteUser,
  { room }: RoomSnapshot,
  pinnedIds: ReadonlySet<string>,
): boolean {
  const forwarded = room?.voiceIds?.includes(id) ?? true;
  return (
    connection === 'connected' && sources.microphone?.paused === false && (forwarded || pinnedIds.has(id))
  );
}

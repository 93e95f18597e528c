import type { Bot } from '../../../tools/bots/src/index.ts';

export type Source = 'microphone' | 'camera';

/** The last packet that a bot has of somebody, of the stream it receives now. */
function lastPacket(listener: Bot, userId: string, source: Source): { first: number; last: number } | null {
  const stats = listener
    .stats()
    .remotes.find((remote) => remote.userId === userId && remote.source === source)?.received;
  const { firstPacketAtMs = null, lastPacketAtMs = null } = stats ?? {};
  return firstPacketAtMs === null || lastPacketAtMs === null
    ? null
    : { first: firstPacketAtMs, last: lastPacketAtMs };
}

/** Whether something of this source has come in the last moment. */
export function hears(listener: Bot, userId: string, source: Source = 'microphone'): boolean {
  const packet = lastPacket(listener, userId, source);
  return packet !== null && performance.now() - packet.last < 500;
}

/** When the first packet came of a stream that has begun after `sinceMs`; null while none has. */
export function backAtMs(
  listener: Bot,
  userId: string,
  sinceMs: number,
  source: Source = 'microphone',
): number | null {
  const packet = lastPacket(listener, userId, source);
  return packet !== null && packet.first > sinceMs ? packet.first : null;
}

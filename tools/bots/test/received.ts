import type { MediaSource } from '@parley/protocol';
import type { Bot, BotStats, ReceivedStats } from '../src/index.ts';

/** What a bot with these figures receives of one source of another bot; undefined when that is nothing. */
export function received(
  { remotes }: BotStats,
  { userId }: Bot,
  source: MediaSource = 'camera',
): ReceivedStats | undefined {
  return remotes.find((remote) => remote.userId === userId && remote.source === source)?.received;
}

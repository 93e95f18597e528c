import { Bot, type BotOptions, type MediaLibrary } from '@parley/bots';
import type { User, View } from '@parley/protocol';
import { add, NOTHING, type Received } from './Received.ts';

export interface CrowdPlace {
  readonly url: string;
  readonly roomId: string;
  readonly media: MediaLibrary;
}

/** How the bot with this index, from 0, comes: with what on, speaking or not. */
export type Dress = (index: number) => Pick<BotOptions, 'camera' | 'microphone' | 'speaking'>;

export interface TileSize {
  readonly width: number;
  readonly height: number;
}

/** Joins under way at once: more only queue up on two cores. */
const PARALLEL_JOINS = 3;

/** Bots of one process in one room. */
export class Crowd {
  readonly bots: Bot[] = [];

  /** Lets more bots join, one group after the other, until there are `people`. */
  async growTo(people: number, place: CrowdPlace, dress: Dress): Promise<void> {
    while (this.bots.length < people) {
      const first = this.bots.length;
      const group = Array.from({ length: Math.min(PARALLEL_JOINS, people - first) }, (_, offset) => {
        const index = first + offset;
        return Bot.join({ ...place, ...dress(index), displayName: `Bot ${index + 1}` });
      });
      this.bots.push(...(await Promise.all(group)));
    }
  }

  at(index: number): Bot {
    const bot = this.bots[index];
    if (!bot) throw new RangeError(`no bot ${index}`);
    return bot;
  }

  received(): Received {
    return this.bots.map((bot) => bot.stats().total).reduce<Received>(add, NOTHING);
  }

  async leave(): Promise<void> {
    await Promise.all(this.bots.splice(0).map((bot) => bot.leave()));
  }
}

/** Everybody else in the room, in joining order, with what they send. */
export function others(bot: Bot): readonly User[] {
  return bot.client.store.getSnapshot().users;
}

/** A tile with somebody's camera. */
export function tile(userId: string, size: TileSize, flags: Pick<View, 'onStage' | 'upcoming'> = {}): View {
  return { userId, source: 'camera', ...size, ...flags };
}

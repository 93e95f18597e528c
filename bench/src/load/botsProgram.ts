import { Bot, ensureMedia } from '@parley/bots';
import { serve } from '../process/serve.ts';
import { add, NOTHING, type Received } from './Received.ts';
import { isSpeaker, TalkativeMedia } from './crowdMedia.ts';

export interface JoinRequest {
  url: string;
  roomId: string;
  count: number;
  /** What each bot shows; null leaves it to the server, which sends everybody in the smallest layer. */
  gallery: Gallery | null;
}

export interface Gallery {
  /** At most so many others. */
  tiles: number;
  /** The size of each in pixels. */
  width: number;
  height: number;
}

/** Joins under way at once: more only queue up on two cores. */
const PARALLEL_JOINS = 3;

const bots: Bot[] = [];

const api = {
  /** Lets bots join, one group after the other; resolves when all are in. */
  async join({ url, roomId, count, gallery }: JoinRequest): Promise<void> {
    const media = new TalkativeMedia((await ensureMedia()).directory);
    const people = bots.length + count;
    while (bots.length < people) {
      const first = bots.length;
      const group = Array.from({ length: Math.min(PARALLEL_JOINS, people - first) }, (_, index) =>
        joinOne({ url, roomId, media, index: first + index }),
      );
      bots.push(...(await Promise.all(group)));
    }
    if (gallery !== null) for (const bot of bots) show(bot, gallery);
  },

  received(): Received {
    return bots.map((bot) => bot.stats().total).reduce<Received>(add, NOTHING);
  },

  async leave(): Promise<void> {
    await Promise.all(bots.splice(0).map((bot) => bot.leave()));
  },
};

export type BotsApi = typeof api;

interface BotPlace {
  url: string;
  roomId: string;
  media: TalkativeMedia;
  index: number;
}

function joinOne({ url, roomId, media, index }: BotPlace): Promise<Bot> {
  return Bot.join({
    url,
    roomId,
    media,
    displayName: `Bot ${index + 1}`,
    camera: index,
    microphone: index,
    speaking: isSpeaker(index),
  });
}

function show({ client }: Bot, { tiles, ...size }: Gallery): void {
  const shown = client.store.getSnapshot().users.slice(0, tiles);
  client.setViews(shown.map(({ id }) => ({ userId: id, source: 'camera', ...size })));
}

serve(api, () => api.leave());

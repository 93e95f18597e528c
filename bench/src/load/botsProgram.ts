import { type Bot, ensureMedia } from '@parley/bots';
import { serve } from '../process/serve.ts';
import { Crowd } from './Crowd.ts';
import { isSpeaker, TalkativeMedia } from './crowdMedia.ts';
import type { Received } from './Received.ts';

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
  /** Every frame of each: a big grid has only half of them otherwise. */
  pinned?: boolean;
}

const crowd = new Crowd();

const api = {
  /** Lets bots join, one group after the other; resolves when all are in. */
  async join({ url, roomId, count, gallery }: JoinRequest): Promise<void> {
    const media = new TalkativeMedia((await ensureMedia()).directory);
    await crowd.growTo(crowd.bots.length + count, { url, roomId, media }, (index) => ({
      camera: index,
      microphone: index,
      speaking: isSpeaker(index),
    }));
    if (gallery !== null) for (const bot of crowd.bots) show(bot, gallery);
  },

  received(): Received {
    return crowd.received();
  },

  async leave(): Promise<void> {
    await crowd.leave();
  },
};

export type BotsApi = typeof api;

function show({ client }: Bot, { tiles, ...size }: Gallery): void {
  const shown = client.store.getSnapshot().users.slice(0, tiles);
  client.setViews(shown.map(({ id }) => ({ userId: id, source: 'camera', ...size })));
}

serve(api, () => api.leave());

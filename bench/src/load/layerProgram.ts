import { setTimeout as sleep } from 'node:timers/promises';
import { type Bot, ensureMedia } from '@parley/bots';
import { serve } from '../process/serve.ts';
import { Crowd, tile, type TileSize } from './Crowd.ts';
import { PromptMedia } from './crowdMedia.ts';
import type { Received } from './Received.ts';

export interface GrowingRequest {
  /** How often each picture grows. */
  readonly rounds: number;
  /** Whether somebody else shows every picture at its full size all the time. */
  readonly warm: boolean;
}

/** The grower, the one who keeps layers warm, and those whose pictures grow, all in a row. */
const GROWER = 0;
const WARMER = 1;
const WATCHERS = 2;
const THUMBNAIL: TileSize = { width: 220, height: 124 };
const FULL: TileSize = { width: 1280, height: 720 };
/** A picture that has not grown by then counts as this. */
const TIMEOUT_MS = 5000;
const POLL_MS = 5;
/** How long the grown picture stays, and how long it is small before the next one grows. */
const GROWN_MS = 500;
const SMALL_MS = 1200;

const crowd = new Crowd();

const api = {
  /** Lets in the two who watch and `publishers` with cameras whom nobody shows larger than a thumbnail. */
  async start({
    url,
    roomId,
    publishers,
  }: {
    url: string;
    roomId: string;
    publishers: number;
  }): Promise<void> {
    const media = new PromptMedia((await ensureMedia()).directory);
    await crowd.growTo(WATCHERS + publishers, { url, roomId, media }, (index) => ({
      camera: index >= WATCHERS && index,
      speaking: false,
    }));
    for (const { client } of crowd.bots) client.setViews([]);
    show(crowd.at(GROWER), null);
  },

  /** @returns milliseconds from the views that say so until the first picture of the full size, for each growth */
  async grow({ rounds, warm }: GrowingRequest): Promise<number[]> {
    crowd.at(WARMER).client.setViews(warm ? publishers().map(({ userId }) => tile(userId, FULL)) : []);
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      // After the last of them it is long ago that the first one was large.
      for (const publisher of publishers()) times.push(await growOnce(publisher));
    }
    return times;
  },

  received(): Received {
    return crowd.received();
  },
};

export type LayerApi = typeof api;

function publishers(): Bot[] {
  return crowd.bots.slice(WATCHERS);
}

/** Everybody in a thumbnail, but this one in a full-size tile. */
function show({ client }: Bot, large: Bot | null): void {
  client.setViews(publishers().map((bot) => tile(bot.userId, bot === large ? FULL : THUMBNAIL)));
}

async function growOnce(publisher: Bot): Promise<number> {
  const grower = crowd.at(GROWER);
  const startedMs = performance.now();
  show(grower, publisher);
  const tookMs = await grown(grower, publisher.userId, startedMs);
  await sleep(GROWN_MS);
  show(grower, null);
  await sleep(SMALL_MS);
  return tookMs;
}

async function grown(viewer: Bot, userId: string, startedMs: number): Promise<number> {
  while (performance.now() - startedMs < TIMEOUT_MS) {
    const atMs = viewer.firstFrameAtMs(userId, { minHeight: FULL.height, sinceMs: startedMs });
    if (atMs !== null) return atMs - startedMs;
    await sleep(POLL_MS);
  }
  return TIMEOUT_MS;
}

serve(api, () => crowd.leave());

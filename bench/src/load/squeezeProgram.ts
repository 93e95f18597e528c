import { setTimeout as sleep } from 'node:timers/promises';
import { Bot, ensureMedia, type RemoteStats } from '@parley/bots';
import { serve } from '../process/serve.ts';
import { tile, type TileSize } from './Crowd.ts';
import { LongestGap } from './LongestGap.ts';

export interface WatchRequest {
  readonly url: string;
  readonly roomId: string;
  /** Who is on stage and whose voice is listened to. */
  readonly userId: string;
  readonly strip: number;
}

export interface Gaps {
  /** Longest time without a frame on the stage, of any size. */
  readonly stageMs: number;
  /** Longest time without a packet of the voice. */
  readonly voiceMs: number;
}

const STAGE: TileSize = { width: 1280, height: 720 };
const STRIP: TileSize = { width: 220, height: 124 };
const POLL_MS = 10;

let bot: Bot | null = null;
let onStage = '';
let timer: NodeJS.Timeout | null = null;
let gaps = { stage: new LongestGap(performance.now()), voice: new LongestGap(performance.now()) };

const api = {
  /** Joins without camera and microphone and shows somebody on stage and others in small tiles. */
  async watch({ url, roomId, userId, strip }: WatchRequest): Promise<void> {
    const media = await ensureMedia();
    const options = { url, roomId, media, displayName: 'Viewer', camera: false, microphone: false };
    bot = await Bot.join(options);
    onStage = userId;
    const others = bot.client.store.getSnapshot().users.filter(({ id }) => id !== userId);
    bot.client.setViews([
      tile(userId, STAGE, { onStage: true }),
      ...others.slice(0, strip).map(({ id }) => tile(id, STRIP)),
    ]);
    timer = setInterval(look, POLL_MS);
  },

  /**
   * Waits for a full-size picture on stage since now.
   * @returns seconds until then; the timeout when none came
   */
  async fullSize(timeoutS: number): Promise<number> {
    const startedMs = performance.now();
    for (;;) {
      const query = { minHeight: STAGE.height, sinceMs: startedMs };
      const atMs = bot?.firstFrameAtMs(onStage, query) ?? null;
      if (atMs !== null) return (atMs - startedMs) / 1000;
      if (performance.now() - startedMs > timeoutS * 1000) return timeoutS;
      await sleep(POLL_MS);
    }
  },

  stageHeight(): number {
    return streamOf('camera')?.received.video?.size?.height ?? 0;
  },

  /** Gaps are counted from now on. */
  forgetGaps(): void {
    const nowMs = performance.now();
    gaps = { stage: new LongestGap(nowMs), voice: new LongestGap(nowMs) };
  },

  gaps(): Gaps {
    look();
    return { stageMs: gaps.stage.longestMs, voiceMs: gaps.voice.longestMs };
  },
};

export type SqueezeApi = typeof api;

function look(): void {
  const nowMs = performance.now();
  gaps.stage.note(streamOf('camera')?.received.video?.lastFrameAtMs ?? null, nowMs);
  gaps.voice.note(streamOf('microphone')?.received.lastPacketAtMs ?? null, nowMs);
}

function streamOf(source: RemoteStats['source']): RemoteStats | undefined {
  return bot?.stats().remotes.find((remote) => remote.userId === onStage && remote.source === source);
}

serve(api, async () => {
  if (timer !== null) clearInterval(timer);
  await bot?.leave();
});

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
  /** Longest time without a packet of the voice that came in time to be played. */
  readonly voiceMs: number;
  /** How much of the voice never came, or too late to be played. */
  readonly missedVoiceMs: number;
}

const STAGE: TileSize = { width: 1280, height: 720 };
const STRIP: TileSize = { width: 220, height: 124 };
const POLL_MS = 10;
const VOICE_PACKET_MS = 20;
/** A picture that is smaller again within this time was not back. */
const LASTING_MS = 3000;

let bot: Bot | null = null;
let onStage = '';
let timer: NodeJS.Timeout | null = null;
let gaps = { stage: new LongestGap(performance.now()), voice: new LongestGap(performance.now()) };
let missedVoiceBefore = 0;

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
   * Waits until the stage has its full size, since now, and keeps it for a while.
   * @returns seconds until it had it; the timeout when it did not last
   */
  async fullSize(timeoutS: number): Promise<number> {
    const startedMs = performance.now();
    for (;;) {
      const nowMs = performance.now();
      const size = streamOf('camera')?.received.video?.sizes.at(-1);
      const sinceMs = Math.max(size?.atMs ?? nowMs, startedMs);
      if ((size?.height ?? 0) >= STAGE.height && nowMs - sinceMs >= LASTING_MS)
        return (sinceMs - startedMs) / 1000;
      if (nowMs - startedMs > timeoutS * 1000) return timeoutS;
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
    missedVoiceBefore = missedVoicePackets();
  },

  gaps(): Gaps {
    look();
    const missedVoiceMs = (missedVoicePackets() - missedVoiceBefore) * VOICE_PACKET_MS;
    return { stageMs: gaps.stage.longestMs, voiceMs: gaps.voice.longestMs, missedVoiceMs };
  },
};

export type SqueezeApi = typeof api;

function look(): void {
  const nowMs = performance.now();
  gaps.stage.note(streamOf('camera')?.received.video?.lastFrameAtMs ?? null, nowMs);
  gaps.voice.note(streamOf('microphone')?.received.audio?.lastHeardAtMs ?? null, nowMs);
}

function missedVoicePackets(): number {
  const voice = streamOf('microphone')?.received;
  return (voice?.lost ?? 0) + (voice?.audio?.latePackets ?? 0);
}

function streamOf(source: RemoteStats['source']): RemoteStats | undefined {
  return bot?.stats().remotes.find((remote) => remote.userId === onStage && remote.source === source);
}

serve(api, async () => {
  if (timer !== null) clearInterval(timer);
  await bot?.leave();
});

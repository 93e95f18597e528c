import { setTimeout as sleep } from 'node:timers/promises';
import { Bot, ensureMedia, type RemoteStats } from '@parley/bots';
import { serve } from '../process/serve.ts';
import { others, tile, type TileSize } from './Crowd.ts';
import { PromptMedia } from './crowdMedia.ts';
import { LongestGap } from './LongestGap.ts';
import { heardPercent, type Voice, voiceOf } from './Voice.ts';

export interface WatchRequest {
  readonly url: string;
  readonly roomId: string;
  /** Who is on stage and whose voice is listened to; never silent. */
  readonly userId: string;
}

/** What somebody has seen and heard. */
export interface Watched {
  /** Of the voice, how much came in time to be played. */
  readonly heardPercent: number;
  readonly voiceMaxGapMs: number;
  readonly stageMaxGapMs: number;
  /** Since `beSteady`: pictures on the stage and changes of their size. */
  readonly framesPerSecond: number;
  readonly layerChangesPerMinute: number;
  /** What the client has reported since `begin`: whoever had to join anew was not there for a while. */
  readonly problems: readonly string[];
}

interface Viewer {
  readonly bot: Bot;
  readonly onStage: string;
  readonly problems: string[];
  voiceBefore: Voice;
  gaps: { readonly stage: LongestGap; readonly voice: LongestGap };
  steady: { readonly sinceMs: number; readonly frames: number; readonly sizes: number };
}

const STAGE: TileSize = { width: 1280, height: 720 };
const TILE: TileSize = { width: 220, height: 124 };
const POLL_MS = 10;
const JOIN_TIMEOUT_MS = 20_000;
/** A picture that is smaller again within this time was not back. */
const LASTING_MS = 3000;

const viewers = new Map<string, Viewer>();
const timer = setInterval(() => viewers.forEach(look), POLL_MS);

const api = {
  /**
   * Joins with a microphone, speaks, and shows somebody on stage and the others in tiles.
   * @returns its own id, as soon as something of everybody comes
   */
  async watch({ url, roomId, userId }: WatchRequest): Promise<string> {
    const media = new PromptMedia((await ensureMedia()).directory);
    const problems: string[] = [];
    const bot = await Bot.join({
      ...{ url, roomId, media, displayName: 'Viewer', camera: false },
      // Keep-alives may get lost, and bots cannot restart ICE: they join anew.
      onProblem: (problem) => problems.push(String(problem)),
    });
    bot.client.setViews(
      others(bot).map(({ id }) => (id === userId ? tile(id, STAGE, { onStage: true }) : tile(id, TILE))),
    );
    await bot.until(({ remotes }) => remotes.every(({ received }) => received.packets > 0), JOIN_TIMEOUT_MS);
    const nowMs = performance.now();
    const viewer = { bot, problems, onStage: userId, voiceBefore: voiceOf(undefined), gaps: newGaps(nowMs) };
    viewers.set(roomId, { ...viewer, steady: { sinceMs: nowMs, frames: 0, sizes: 0 } });
    return bot.userId;
  },

  /** From now on it counts what everybody sees and hears. */
  begin(): void {
    for (const viewer of viewers.values()) {
      viewer.problems.length = 0;
      viewer.voiceBefore = voiceOf(streamOf(viewer, 'microphone')?.received);
      viewer.gaps = newGaps(performance.now());
    }
  },

  /** What happens from now on is what stays as it is. */
  beSteady(): void {
    for (const viewer of viewers.values())
      viewer.steady = { sinceMs: performance.now(), ...picturesOf(viewer) };
  },

  watched(roomId: string): Watched {
    const viewer = viewerIn(roomId);
    look(viewer);
    const { gaps, voiceBefore, steady, problems } = viewer;
    const seconds = (performance.now() - steady.sinceMs) / 1000;
    const { frames, sizes } = picturesOf(viewer);
    return {
      heardPercent: heardPercent(voiceBefore, voiceOf(streamOf(viewer, 'microphone')?.received)),
      voiceMaxGapMs: gaps.voice.longestMs,
      stageMaxGapMs: gaps.stage.longestMs,
      framesPerSecond: (frames - steady.frames) / seconds,
      layerChangesPerMinute: ((sizes - steady.sizes) * 60) / seconds,
      problems,
    };
  },

  /**
   * Waits until the stage has its full size, since now, and keeps it for a while.
   * @returns seconds until it had it; the timeout when it did not last
   */
  async fullSize({ roomId, timeoutS }: { roomId: string; timeoutS: number }): Promise<number> {
    const viewer = viewerIn(roomId);
    const startedMs = performance.now();
    for (;;) {
      const nowMs = performance.now();
      const size = streamOf(viewer, 'camera')?.received.video?.sizes.at(-1);
      const sinceMs = Math.max(size?.atMs ?? nowMs, startedMs);
      if ((size?.height ?? 0) >= STAGE.height && nowMs - sinceMs >= LASTING_MS)
        return (sinceMs - startedMs) / 1000;
      if (nowMs - startedMs > timeoutS * 1000) return timeoutS;
      await sleep(POLL_MS);
    }
  },
};

export type ImpairedApi = typeof api;

function viewerIn(roomId: string): Viewer {
  const viewer = viewers.get(roomId);
  if (!viewer) throw new Error(`nobody watches ${roomId}`);
  return viewer;
}

function newGaps(nowMs: number): Viewer['gaps'] {
  return { stage: new LongestGap(nowMs), voice: new LongestGap(nowMs) };
}

function look(viewer: Viewer): void {
  const nowMs = performance.now();
  const stage = streamOf(viewer, 'camera')?.received.video;
  viewer.gaps.stage.note(stage?.lastFrameAtMs ?? null, nowMs);
  const voice = streamOf(viewer, 'microphone')?.received.audio;
  viewer.gaps.voice.note(voice?.lastHeardAtMs ?? null, nowMs);
}

function picturesOf(viewer: Viewer): { frames: number; sizes: number } {
  const video = streamOf(viewer, 'camera')?.received.video;
  return { frames: video?.frames ?? 0, sizes: video?.sizes.length ?? 0 };
}

function streamOf({ bot, onStage }: Viewer, source: RemoteStats['source']): RemoteStats | undefined {
  return bot.stats().remotes.find((remote) => remote.userId === onStage && remote.source === source);
}

serve(api, async () => {
  clearInterval(timer);
  await Promise.all([...viewers.values()].map(({ bot }) => bot.leave()));
});

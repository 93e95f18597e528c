import { setTimeout as sleep } from 'node:timers/promises';
import { type Bot, ensureMedia } from '@parley/bots';
import type { View } from '@parley/protocol';
import { serve } from '../process/serve.ts';
import { Crowd, others, tile, type TileSize } from './Crowd.ts';
import type { Received } from './Received.ts';

export interface TurnsRequest {
  /** Who speaks, one after the other. */
  readonly indices: readonly number[];
  readonly speakMs: number;
  readonly pauseMs: number;
}

/** Milliseconds from the first packet of somebody's speech, at one viewer. */
export interface TurnTimes {
  /** `active-speaker` is here. */
  readonly eventMs: number;
  /** They have the stage. */
  readonly stageMs: number;
  /** Their first full-size picture on the stage is here. */
  readonly frameMs: number;
}

const VIEWER = 0;
const STAGE: TileSize = { width: 1280, height: 720 };
const THUMBNAIL: TileSize = { width: 220, height: 124 };
const STRIP_TILES = 6;
const POLL_MS = 5;

const crowd = new Crowd();
let unsubscribe: () => void = () => undefined;

const api = {
  /** The first bot is silent and watches in speaker view, the others have cameras and show nobody. */
  async start({ url, roomId, people }: { url: string; roomId: string; people: number }): Promise<void> {
    await crowd.growTo(people, { url, roomId, media: await ensureMedia() }, (index) => ({
      camera: index !== VIEWER && index,
      microphone: index,
      speaking: false,
    }));
    for (const { client } of crowd.bots.slice(VIEWER + 1)) client.setViews([]);
    const viewer = crowd.at(VIEWER);
    const show = () => viewer.client.setViews(speakerView(viewer));
    unsubscribe = viewer.client.store.subscribe(show);
    show();
  },

  async takeTurns({ indices, ...durations }: TurnsRequest): Promise<TurnTimes[]> {
    const times: TurnTimes[] = [];
    for (const index of indices) times.push(await takeTurn(crowd.at(index), durations));
    return times;
  },

  received(): Received {
    return crowd.received();
  },
};

export type SpeakerApi = typeof api;

/** As the web app shows it: whoever is likely to have the stage next is asked for in its size early. */
function speakerView(viewer: Bot): View[] {
  const { stageUserId, nextStageUserId } = viewer.client.store.getSnapshot();
  const large = [stageUserId, nextStageUserId].filter((id) => id !== null);
  const strip = others(viewer)
    .filter(({ id }) => !large.includes(id))
    .slice(0, STRIP_TILES);
  return [
    ...large.map((id) => tile(id, STAGE, id === stageUserId ? { onStage: true } : {})),
    ...strip.map(({ id }) => tile(id, THUMBNAIL)),
  ];
}

async function takeTurn(
  speaker: Bot,
  { speakMs, pauseMs }: Omit<TurnsRequest, 'indices'>,
): Promise<TurnTimes> {
  const before = speaker.lastSpeechStart;
  const deadlineMs = performance.now() + speakMs;
  const moments = watch(speaker.userId);
  speaker.say(true);
  while (performance.now() < deadlineMs) {
    await sleep(POLL_MS);
    moments.look();
  }
  speaker.say(false);
  moments.stop();
  await sleep(pauseMs);
  const startedMs = speaker.lastSpeechStart?.atMs;
  if (startedMs === undefined || speaker.lastSpeechStart === before) throw new Error('a bot said nothing');
  const sinceStart = (atMs: number | null) => (atMs === null ? speakMs : atMs - startedMs);
  return {
    eventMs: sinceStart(moments.event()),
    stageMs: sinceStart(moments.stage()),
    frameMs: sinceStart(moments.frame()),
  };
}

/** Notes when the viewer hears of a speaker, has them on stage, and sees them there in full size. */
function watch(userId: string) {
  const viewer = crowd.at(VIEWER);
  const { store } = viewer.client;
  let eventAtMs: number | null = null;
  let stageAtMs: number | null = null;
  let frameAtMs: number | null = null;
  const follow = () => {
    const { activeSpeakerId, stageUserId } = store.getSnapshot();
    if (activeSpeakerId === userId) eventAtMs ??= performance.now();
    if (stageUserId === userId) stageAtMs ??= performance.now();
  };
  const stop = store.subscribe(follow);
  return {
    stop,
    look: () => {
      if (stageAtMs !== null)
        frameAtMs ??= viewer.firstFrameAtMs(userId, { minHeight: STAGE.height, sinceMs: stageAtMs });
    },
    event: () => eventAtMs,
    stage: () => stageAtMs,
    frame: () => frameAtMs,
  };
}

serve(api, () => {
  unsubscribe();
  return crowd.leave();
});

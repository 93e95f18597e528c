import { setTimeout as sleep } from 'node:timers/promises';
import { type Bot, type BotStats, ensureMedia } from '@parley/bots';
import type { User, View } from '@parley/protocol';
import { serve } from '../process/serve.ts';
import { Crowd, others, tile, type TileSize } from './Crowd.ts';
import { PromptMedia } from './crowdMedia.ts';
import { add, NOTHING, type Received } from './Received.ts';
import { type Voice, voiceOf } from './Voice.ts';

export interface GrowRequest {
  readonly url: string;
  readonly roomId: string;
  /** So many are to be in the room then. */
  readonly people: number;
  /** So many of them, the first ones, have a camera. Default: everyone. */
  readonly cameras?: number;
}

/** What a bot shows: perhaps somebody large, and tiles of the first others. */
export interface Layout {
  /** Index of the bot on stage, and its size; null for none. */
  readonly stage: ({ readonly index: number } & TileSize) | null;
  /** At most so many others in tiles. */
  readonly tiles: number;
  readonly tile: TileSize;
  /** Whom the tiles show: the same `first` ones at everybody, by default, or the `next` ones after each bot itself. */
  readonly order?: 'first' | 'next';
}

interface VoiceRequest {
  readonly roomId: string;
  readonly by: number;
  readonly userId: string;
}

const POLL_MS = 5;
const HEAR_TIMEOUT_MS = 20_000;

const crowds = new Map<string, Crowd>();
let conversation: NodeJS.Timeout | null = null;

const api = {
  /** Lets bots with microphones, silent at first, join until there are so many; they show nobody. */
  async grow({ people, cameras = people, ...place }: GrowRequest): Promise<void> {
    const media = new PromptMedia((await ensureMedia()).directory);
    const crowd = crowdIn(place.roomId);
    const known = crowd.bots.length;
    await crowd.growTo(people, { ...place, media }, (index) => ({
      camera: index < cameras && index,
      microphone: index,
      speaking: false,
    }));
    for (const bot of crowd.bots.slice(known)) bot.client.setViews([]);
  },

  /** Has the bots from index `from` up to, but without, `to` show a layout; null is nobody. */
  show({
    roomId,
    from,
    to,
    layout,
  }: {
    roomId: string;
    from: number;
    to: number;
    layout: Layout | null;
  }): void {
    const crowd = crowdIn(roomId);
    for (const bot of crowd.bots.slice(from, to))
      bot.client.setViews(layout === null ? [] : viewsOf(crowd, bot, layout));
  },

  userId({ roomId, index }: { roomId: string; index: number }): string {
    return crowdIn(roomId).at(index).userId;
  },

  /** Exactly these bots speak. */
  speak({ roomId, indices }: { roomId: string; indices: readonly number[] }): void {
    crowdIn(roomId).bots.forEach((bot, index) => bot.say(indices.includes(index)));
  },

  /** From now on bots of every room speak in turn, one after the other, until `beSilent`. */
  converse({ speakers, turnMs }: { speakers: number; turnMs: number }): void {
    let turn = 0;
    const next = () => {
      for (const { bots } of crowds.values())
        bots.forEach((bot, index) => bot.say(index === turn % Math.min(speakers, bots.length)));
      turn += 1;
    };
    next();
    conversation = setInterval(next, turnMs);
  },

  beSilent(): void {
    if (conversation !== null) clearInterval(conversation);
    conversation = null;
    for (const { bots } of crowds.values()) for (const bot of bots) bot.say(false);
  },

  /** What one bot, or all in all rooms together, have received. */
  received(one: { roomId: string; index: number } | null): Received {
    if (one !== null) return crowdIn(one.roomId).at(one.index).stats().total;
    return [...crowds.values()].map((crowd) => crowd.received()).reduce<Received>(add, NOTHING);
  },

  /** Complete frames that the bot with index `by` has received of the camera of the one with index `of`. */
  frames({ roomId, by, of }: { roomId: string; by: number; of: number }): number {
    const crowd = crowdIn(roomId);
    const { userId } = crowd.at(of);
    const remotes = crowd.at(by).stats().remotes;
    const remote = remotes.find((each) => each.userId === userId && each.source === 'camera');
    return remote?.received.video?.frames ?? 0;
  },

  /** What the bot with index `by` has heard of somebody's voice, who may belong to another program. */
  voice({ roomId, by, userId }: VoiceRequest): Voice {
    return voiceIn(crowdIn(roomId).at(by).stats(), userId);
  },

  /** Waits until it hears that voice. */
  async hear({ roomId, by, userId }: VoiceRequest): Promise<void> {
    await crowdIn(roomId)
      .at(by)
      .until((stats) => voiceIn(stats, userId).heard > 0, HEAR_TIMEOUT_MS);
  },

  /** How many of the others have heard what this bot began to say last. */
  listeners({ roomId, speaker }: { roomId: string; speaker: number }): number {
    const crowd = crowdIn(roomId);
    const { userId, lastSpeechStart } = crowd.at(speaker);
    if (lastSpeechStart === null) throw new Error('nothing was said');
    return crowd.bots.filter((bot) => bot.hearing(userId, lastSpeechStart) !== null).length;
  },

  /**
   * One bot shows the person who joined first, in a single tile.
   * @returns milliseconds until their first picture since then, of any size; the timeout when none came
   */
  async watchFirst(request: {
    roomId: string;
    index: number;
    size: TileSize;
    timeoutMs: number;
  }): Promise<number> {
    const bot = crowdIn(request.roomId).at(request.index);
    const [first] = others(bot);
    if (!first) throw new Error('nobody else is here');
    const startedMs = performance.now();
    bot.client.setViews([tile(first.id, request.size)]);
    while (performance.now() - startedMs < request.timeoutMs) {
      const atMs = bot.firstFrameAtMs(first.id, { sinceMs: startedMs });
      if (atMs !== null) return atMs - startedMs;
      await sleep(POLL_MS);
    }
    return request.timeoutMs;
  },

  /** The last bot of the room leaves. */
  async shrink({ roomId }: { roomId: string }): Promise<void> {
    await crowdIn(roomId).bots.pop()?.leave();
  },

  async leave(): Promise<void> {
    api.beSilent();
    await Promise.all([...crowds.values()].map((crowd) => crowd.leave()));
    crowds.clear();
  },
};

export type MeetingApi = typeof api;

function crowdIn(roomId: string): Crowd {
  const known = crowds.get(roomId);
  if (known) return known;
  const crowd = new Crowd();
  crowds.set(roomId, crowd);
  return crowd;
}

function voiceIn({ remotes }: BotStats, userId: string): Voice {
  const remote = remotes.find((each) => each.userId === userId && each.source === 'microphone');
  return voiceOf(remote?.received);
}

function viewsOf(crowd: Crowd, bot: Bot, { stage, tiles, tile: size, order }: Layout): View[] {
  const onStage = stage === null ? null : crowd.at(stage.index).userId;
  const inTiles = (order === 'next' ? othersAfter(crowd, bot) : others(bot))
    .filter(({ id }) => id !== onStage)
    .slice(0, tiles);
  const { width, height } = stage ?? size;
  return [
    ...(onStage === null || onStage === bot.userId
      ? []
      : [tile(onStage, { width, height }, { onStage: true })]),
    ...inTiles.map(({ id }) => tile(id, size)),
  ];
}

/** The others in joining order, beginning after this bot: what is shown differs from one to the next. */
function othersAfter(crowd: Crowd, bot: Bot): readonly User[] {
  const all = others(bot);
  const position = crowd.bots.indexOf(bot);
  return [...all.slice(position), ...all.slice(0, position)];
}

serve(api, () => api.leave());

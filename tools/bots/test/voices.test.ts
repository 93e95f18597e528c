import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Bot, ensureMedia } from '../src/index.ts';
import type { MediaLibrary } from '../src/index.ts';
import { startServer } from './startServer.ts';
import type { ServerFixture } from './startServer.ts';

const API_KEY = 'a-key-of-16-letters-or-more';

let media: MediaLibrary;
let server: ServerFixture;

beforeAll(async () => {
  media = await ensureMedia();
  server = await startServer();
}, 120_000);

afterAll(() => server[Symbol.asyncDispose]());

/** Silent people with microphones and without cameras, who leave together. */
class Crowd implements AsyncDisposable {
  readonly bots: Bot[] = [];

  static async join(url: string, roomId: string, people: number): Promise<Crowd> {
    const crowd = new Crowd();
    for (let i = 0; i < people; i += 1) {
      const options = { url, roomId, displayName: `Bot ${i}`, media, camera: false, microphone: i % 4 };
      crowd.bots.push(await Bot.join({ ...options, speaking: false }));
    }
    // Everyone has a receiver for everyone else.
    for (const bot of crowd.bots) {
      await bot.until(({ remotes }) => remotes.length === people - 1, 20_000);
    }
    return crowd;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.bots.map((bot) => bot.leave()));
  }
}

function voicePackets(listener: Bot, speaker: Bot): number {
  const remote = listener.stats().remotes.find(({ userId }) => userId === speaker.userId);
  return remote?.received.audio?.voicePackets ?? 0;
}

const packetsOf = (listener: Bot, speakers: readonly Bot[]) =>
  speakers.reduce((sum, speaker) => sum + voicePackets(listener, speaker), 0);
const voiceIds = (bot: Bot) => bot.client.store.getSnapshot().room?.voiceIds;

/** The lines of a room's audio matrix without legend and names. */
async function audioTable({ url }: ServerFixture, roomId: string): Promise<string[]> {
  const response = await fetch(`${url}/api/rooms/${roomId}/audio`, {
    headers: { Authorization: `Bearer ${API_KEY}` },
  });
  const lines = (await response.text()).trimEnd().split('\n');
  return lines.slice(lines.indexOf('') + 2).map((line) => line.replace(/\s+Bot \d$/, ''));
}

/** Whom a listener hears within this time. */
async function heardBy(listener: Bot, speakers: readonly Bot[], withinMs: number): Promise<string[]> {
  const before = speakers.map((speaker) => voicePackets(listener, speaker));
  await sleep(withinMs);
  return speakers
    .filter((speaker, i) => voicePackets(listener, speaker) > (before[i] ?? 0))
    .map(({ userId }) => userId);
}

it('forwards the loudest three and the dominant voice from twelve people on, and everyone below', async () => {
  await using crowd = await Crowd.join(server.url, 'loudest', 13);
  const [listener, ...others] = crowd.bots as [Bot, ...Bot[]];
  expect(voiceIds(listener)).toEqual([]);
  expect(await heardBy(listener, others, 500)).toEqual([]);

  for (const bot of others) bot.say(true);
  await expect.poll(() => voiceIds(listener)?.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(3);
  await sleep(1000); // the first ones are settled
  const before = packetsOf(listener, others);
  const startedAtMs = performance.now();
  for (let i = 0; i < 40; i += 1) {
    expect(voiceIds(listener)?.length).toBeLessThanOrEqual(4);
    await sleep(50);
  }
  const packetsPerSecond =
    ((packetsOf(listener, others) - before) * 1000) / (performance.now() - startedAtMs);
  // One voice is 50 packets a second, less in its pauses; twelve of these clips are about 450.
  expect(packetsPerSecond).toBeGreaterThan(60);
  expect(packetsPerSecond).toBeLessThan(4.5 * 50);

  await Promise.all(others.splice(0, 3).map((bot) => bot.leave()));
  await expect.poll(() => voiceIds(listener), { timeout: 20_000 }).toBeNull();
  expect(await heardBy(listener, others, 4000)).toHaveLength(9);
}, 90_000);

it('loses less than 150 ms of the first syllable, and nothing of a pinned voice', async () => {
  await using crowd = await Crowd.join(server.url, 'syllable', 13);
  const [pinning, listener, ...speakers] = crowd.bots as [Bot, Bot, ...Bot[]];
  const lostMs: number[] = [];
  for (const speaker of speakers.slice(0, 6)) {
    const view = { userId: speaker.userId, source: 'camera', width: 320, height: 180, pinned: true } as const;
    await pinning.client.request('set-views', { views: [view] });
    await sleep(200);
    speaker.say(true);
    await pinning.until(() => voicePackets(pinning, speaker) > 25);
    speaker.say(false);
    await expect.poll(() => voiceIds(listener), { timeout: 20_000 }).toEqual([]);
    // Both had the same packets from some point on; whatever is missing is missing at the beginning.
    lostMs.push((voicePackets(pinning, speaker) - voicePackets(listener, speaker)) * 20);
  }
  console.info('first syllable lost, ms:', lostMs.join(' '));
  for (const ms of lostMs) {
    expect(ms).toBeGreaterThanOrEqual(0);
    expect(ms).toBeLessThan(150);
  }
}, 90_000);

it('lets a voice go two seconds after it fell silent', async () => {
  await using crowd = await Crowd.join(server.url, 'release', 13);
  const [listener, speaker] = crowd.bots as [Bot, Bot];
  speaker.say(true);
  await expect.poll(() => voiceIds(listener)).toEqual([speaker.userId]);
  await listener.until(() => voicePackets(listener, speaker) > 50);
  speaker.say(false);
  const silentAtMs = performance.now();
  await sleep(1200);
  expect(voiceIds(listener)).toEqual([speaker.userId]);
  await expect.poll(() => voiceIds(listener), { interval: 20, timeout: 20_000 }).toEqual([]);
  const heldMs = performance.now() - silentAtMs;
  expect(heldMs).toBeGreaterThan(1500);
  expect(heldMs).toBeLessThan(3500);

  // A muted voice is let go at once.
  speaker.say(true);
  await expect.poll(() => voiceIds(listener)).toEqual([speaker.userId]);
  const mutedAtMs = performance.now();
  await speaker.mute();
  await expect.poll(() => voiceIds(listener), { interval: 20 }).toEqual([]);
  expect(performance.now() - mutedAtMs).toBeLessThan(1000);
}, 90_000);

it('tells operators who hears whom', async () => {
  await using guarded = await startServer({ PARLEY_API_KEY: API_KEY });
  await using crowd = await Crowd.join(guarded.url, 'matrix', 3);
  const [anna, ben] = crowd.bots as [Bot, Bot, Bot];
  anna.say(true);
  await expect
    .poll(() => audioTable(guarded, 'matrix'), { timeout: 20_000, interval: 300 })
    .toEqual([
      'sends  yes    yes    yes',
      '1      .      yes    yes',
      '2      yes    .      yes',
      '3      yes    yes    .',
    ]);
  await ben.mute();
  await expect
    .poll(() => audioTable(guarded, 'matrix'), { timeout: 20_000, interval: 300 })
    .toEqual([
      'sends  yes    muted  yes',
      '1      .      -      yes',
      '2      yes    .      yes',
      '3      yes    -      .',
    ]);
}, 60_000);

it('does as it is configured', async () => {
  await using small = await startServer({ PARLEY_VOICES_FROM: '4', PARLEY_VOICES_LOUDEST: '1' });
  await using crowd = await Crowd.join(small.url, 'configured', 4);
  const [listener, speaker] = crowd.bots as [Bot, Bot];
  expect(voiceIds(listener)).toEqual([]);
  speaker.say(true);
  await listener.until(() => voicePackets(listener, speaker) > 20);
  expect(voiceIds(listener)).toEqual([speaker.userId]);
}, 60_000);

import type { User } from '@parley/protocol';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RoomStore } from './RoomStore.ts';
import { StallWatch } from './StallWatch.ts';

const onStall = vi.fn();
const onProblem = vi.fn();
const traffic = vi.fn();
let store: RoomStore;
let media: { arrivals: number; traffic: typeof traffic } | null;
let watch: StallWatch;
let sentBytes: number;

const kim = {
  id: 'kim',
  connection: 'connected',
  sources: { microphone: { paused: false } },
  tracks: { microphone: {} as MediaStreamTrack },
  receiving: {},
} as unknown as User & { tracks: object; receiving: object };
const camera = { track: null, paused: false, state: 'live', error: null } as const;

beforeEach(() => {
  vi.useFakeTimers();
  for (const mock of [onStall, onProblem, traffic]) mock.mockReset();
  sentBytes = 0;
  traffic.mockImplementation(() => Promise.resolve({ receivedBytes: 100, sentBytes }));
  media = { arrivals: 1, traffic };
  store = new RoomStore();
  watch = new StallWatch({ store, media: () => media, onStall, onProblem });
  store.update({ status: 'joined', mediaConnection: 'connected', users: [kim] });
});
afterEach(() => {
  watch.close();
  expect(vi.getTimerCount()).toBe(0);
  expect(onProblem).not.toHaveBeenCalled();
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
/** Each 400 ms something more has gone out. */
async function sendFor(ms: number): Promise<void> {
  for (let passedMs = 0; passedMs < ms; passedMs += 400) {
    sentBytes += 2000;
    await pass(400);
  }
}

it('asks for no statistics as long as something that is played arrives', async () => {
  store.update({ local: { camera } });
  for (let look = 0; look < 50; look += 1) {
    if (media !== null) media.arrivals += 20;
    await pass(400);
  }
  expect(traffic).not.toHaveBeenCalled();
  expect(onStall).not.toHaveBeenCalled();
});

it('asks for none where nobody speaks and nothing is sent', async () => {
  store.update({ local: { camera: { ...camera, paused: true } } });
  await sendFor(20_000);
  expect(traffic).not.toHaveBeenCalled();
});

it('tells once, within two seconds, that what one sends is not answered', async () => {
  store.update({ local: { camera } });
  await sendFor(2400);
  expect(onStall).toHaveBeenCalledTimes(1);
  await sendFor(20_000);
  expect(onStall).toHaveBeenCalledTimes(1);
});

it('tells that somebody who speaks is not heard', async () => {
  store.update({ speakingIds: ['kim'] });
  await pass(2400);
  expect(onStall).toHaveBeenCalledTimes(1);
});

it.each([
  ['muted', { users: [{ ...kim, sources: { microphone: { paused: true } } }] }],
  ['not received', { users: [{ ...kim, tracks: {} }] }],
  ['away from the server', { users: [{ ...kim, connection: 'reconnecting' as const }] }],
  ['silent', { speakingIds: [] }],
])('expects nothing of somebody who is %s', async (_what, changes) => {
  store.update({ speakingIds: ['kim'], ...changes });
  await pass(20_000);
  expect(onStall).not.toHaveBeenCalled();
});

it.each([
  ['the connection is lost', { status: 'reconnecting' as const }],
  ['media connects', { mediaConnection: 'connecting' as const }],
])('does not look while %s', async (_what, changes) => {
  store.update({ local: { camera }, speakingIds: ['kim'] });
  await sendFor(1200);
  store.update(changes);
  await sendFor(20_000);
  expect(onStall).not.toHaveBeenCalled();
});

it('begins anew with other media', async () => {
  store.update({ local: { camera } });
  await sendFor(1200);
  media = { arrivals: 1, traffic };
  await sendFor(1600);
  expect(onStall).not.toHaveBeenCalled();
});

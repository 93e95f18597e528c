import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { NetworkWatch } from './NetworkWatch.ts';
import { RoomStore } from './RoomStore.ts';

const onChange = vi.fn();
const onDoubt = vi.fn();
const speaking = { levels: [{ userId: 'kim', dbov: -30 }] };
const silence = { levels: [] };
let store: RoomStore;
let page: EventTarget;
let watch: NetworkWatch;

beforeEach(() => {
  vi.useFakeTimers();
  onChange.mockReset();
  onDoubt.mockReset();
  store = new RoomStore();
  store.update({ status: 'joined', mediaConnection: 'connected' });
  page = new EventTarget();
  watch = new NetworkWatch({ store, platform: { window: page, connection: null }, onChange, onDoubt });
});
afterEach(() => {
  watch.close();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

it('passes on what the browser says', () => {
  page.dispatchEvent(new Event('online'));
  expect(onChange).toHaveBeenCalledTimes(1);
  expect(onDoubt).not.toHaveBeenCalled();
});

it('doubts the network when the server falls silent while somebody speaks', async () => {
  watch.onLevels(speaking);
  await vi.advanceTimersByTimeAsync(250);
  watch.onLevels(speaking);
  await vi.advanceTimersByTimeAsync(749);
  expect(onDoubt).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(onDoubt).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(onDoubt).toHaveBeenCalledTimes(1);
});

it('expects nothing when the room has fallen silent', async () => {
  watch.onLevels(speaking);
  watch.onLevels(silence);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(onDoubt).not.toHaveBeenCalled();
});

it('expects nothing while the connection is being built up again', async () => {
  watch.onLevels(speaking);
  store.update({ status: 'reconnecting' });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(onDoubt).not.toHaveBeenCalled();
});

it('doubts the network when media is disconnected', () => {
  store.update({ mediaConnection: 'disconnected' });
  store.update({ activeSpeakerId: 'kim' });
  expect(onDoubt).toHaveBeenCalledTimes(1);
});

it('knows that only browsers move', () => {
  expect(watch.moves).toBe(true);
  const platform = { window: null, connection: null };
  const bot = new NetworkWatch({ store, platform, onChange, onDoubt });
  expect(bot.moves).toBe(false);
  bot.close();
});

import type { User } from '@parley/protocol';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AwayReporter } from './AwayReporter.ts';
import { RoomStore } from './RoomStore.ts';

const self = (away: boolean): User => ({
  id: 'me',
  displayName: 'Me',
  role: 'guest',
  handRaisedAt: null,
  away,
  joinedAt: 0,
  connection: 'connected',
  quality: 'good',
  sources: {},
});

let store: RoomStore;
let reporter: AwayReporter;
const send = vi.fn<(away: boolean) => Promise<unknown>>();
const onProblem = vi.fn<(problem: unknown) => void>();
beforeEach(() => {
  vi.useFakeTimers();
  store = new RoomStore();
  onProblem.mockReset();
  // The server tells everybody before it answers.
  send.mockReset().mockImplementation((away) => {
    store.update({ self: self(away) });
    return Promise.resolve();
  });
  reporter = new AwayReporter(store, send, onProblem);
});
afterEach(() => {
  reporter.close();
  vi.useRealTimers();
});

const join = () => store.update({ status: 'joined', self: self(false) });
const told = () => send.mock.calls.map(([away]) => away);

it('tells once, and back', async () => {
  join();
  reporter.set(true);
  reporter.set(true);
  await vi.runAllTimersAsync();
  reporter.set(false);
  await vi.runAllTimersAsync();
  expect(told()).toEqual([true, false]);
});

it('waits for the room, and tells a new join again', async () => {
  reporter.set(true);
  expect(told()).toEqual([]);
  join();
  await vi.runAllTimersAsync();
  store.update({ status: 'reconnecting' });
  join();
  await vi.runAllTimersAsync();
  expect(told()).toEqual([true, true]);
});

it('tries again after a while when it was refused, and not meanwhile', async () => {
  join();
  send.mockRejectedValueOnce(new Error('RATE_LIMITED'));
  reporter.set(true);
  await vi.advanceTimersByTimeAsync(1000);
  store.update({ speakingIds: ['somebody'] });
  expect(told()).toEqual([true]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(told()).toEqual([true, true]);
  expect(onProblem).toHaveBeenCalledOnce();
});

it('ends with what is so, when it changed while the answer was on its way', async () => {
  join();
  reporter.set(true);
  reporter.set(false);
  await vi.runAllTimersAsync();
  expect(store.getSnapshot().self?.away).toBe(false);
});

it('says nothing when it is closed', async () => {
  join();
  reporter.close();
  store.update({ self: self(true) });
  await vi.runAllTimersAsync();
  expect(told()).toEqual([]);
});

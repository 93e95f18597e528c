import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { quietMoment } from './quietMoment.ts';

/** What waits for the browser to have nothing better to do. */
let idle: (() => void)[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  idle = [];
  const requestIdleCallback = (task: () => void) => idle.push(task);
  vi.stubGlobal('window', { requestIdleCallback });
  vi.stubGlobal('requestIdleCallback', requestIdleCallback);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Whether the moment has come. */
function watch(devices: Promise<void>): () => boolean {
  let come = false;
  void quietMoment(devices).then(() => (come = true));
  return () => come;
}

test('comes when the devices have answered and the browser is idle', async () => {
  const devices = Promise.withResolvers<undefined>();
  const hasCome = watch(devices.promise);
  await vi.advanceTimersByTimeAsync(100);
  expect(idle).toHaveLength(0);
  devices.resolve(undefined);
  await vi.advanceTimersByTimeAsync(0);
  expect(hasCome()).toBe(false);
  idle.forEach((task) => task());
  await vi.advanceTimersByTimeAsync(0);
  expect(hasCome()).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

test('does not wait long for an answer to the question about devices', async () => {
  const hasCome = watch(new Promise(() => undefined));
  await vi.advanceTimersByTimeAsync(499);
  expect(idle).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1);
  idle.forEach((task) => task());
  await vi.advanceTimersByTimeAsync(0);
  expect(hasCome()).toBe(true);
});

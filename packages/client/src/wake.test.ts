import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { onWake, type WakePlatform } from './wake.ts';

class SimulatedPage extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';
}

const page = () => ({ window: new EventTarget(), document: new SimulatedPage(), sleptMs: 0 });
const platformOf = (of: ReturnType<typeof page>): WakePlatform => ({
  ...of,
  nowMs: () => Date.now() + of.sleptMs,
});

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

it('wakes by whatever says that the network or the person is back', () => {
  const of = page();
  const wake = vi.fn();
  const stop = onWake(wake, platformOf(of));
  of.window.dispatchEvent(new Event('online'));
  of.window.dispatchEvent(new Event('pageshow'));
  of.document.dispatchEvent(new Event('visibilitychange'));
  of.document.dispatchEvent(new Event('resume'));
  expect(wake).toHaveBeenCalledTimes(4);
  of.document.visibilityState = 'hidden';
  of.document.dispatchEvent(new Event('visibilitychange'));
  expect(wake).toHaveBeenCalledTimes(4);
  stop();
  of.window.dispatchEvent(new Event('online'));
  expect(wake).toHaveBeenCalledTimes(4);
});

it('wakes once when the machine has slept, and not because a page in the background is slow', () => {
  const of = page();
  const wake = vi.fn();
  const stop = onWake(wake, platformOf(of));
  vi.advanceTimersByTime(60_000);
  of.sleptMs += 5000;
  vi.advanceTimersByTime(10_000);
  expect(wake).not.toHaveBeenCalled();
  of.sleptMs += 600_000;
  vi.advanceTimersByTime(10_000);
  expect(wake).toHaveBeenCalledTimes(1);
  stop();
  expect(vi.getTimerCount()).toBe(0);
});

it('needs nothing of a browser', () => {
  const wake = vi.fn();
  const stop = onWake(wake, { window: null, document: null, nowMs: () => Date.now() });
  vi.advanceTimersByTime(60_000);
  expect(wake).not.toHaveBeenCalled();
  stop();
});

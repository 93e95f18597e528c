import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Grace } from './Grace.ts';

const SECONDS = 1000;
const onOver = vi.fn();
let mediaEndsAtS = 0;
let startedAtMs = 0;

beforeEach(() => {
  vi.useFakeTimers();
  startedAtMs = performance.now();
});

afterEach(() => {
  vi.useRealTimers();
  onOver.mockReset();
});

function grace(mediaGraceMs: number): Grace {
  const hasMedia = () => Promise.resolve(performance.now() - startedAtMs < mediaEndsAtS * SECONDS);
  return new Grace({ graceMs: 10 * SECONDS, mediaGraceMs, hasMedia, onOver });
}

/** When it was over, in seconds; null while it is not after five minutes. */
async function overAtS(): Promise<number | null> {
  onOver.mockImplementation(() => {
    endedAtS ??= (performance.now() - startedAtMs) / SECONDS;
  });
  let endedAtS: number | null = null;
  await vi.advanceTimersByTimeAsync(300 * SECONDS);
  return endedAtS;
}

it.each([
  ['without media after the short time', { mediaUntilS: 0, boundS: 120, from: 10, to: 10 }],
  ['soon after media has ended', { mediaUntilS: 60, boundS: 120, from: 60, to: 66 }],
  ['at the bound while media goes on', { mediaUntilS: 1000, boundS: 120, from: 120, to: 121 }],
  ['after the short time where media does not count', { mediaUntilS: 1000, boundS: 0, from: 10, to: 10 }],
])('is over %s, once', async (_, { mediaUntilS, boundS, from, to }) => {
  mediaEndsAtS = mediaUntilS;
  grace(boundS * SECONDS);
  const atS = await overAtS();
  expect(atS).toBeGreaterThanOrEqual(from);
  expect(atS).toBeLessThanOrEqual(to);
  expect(onOver).toHaveBeenCalledTimes(1);
  expect(vi.getTimerCount()).toBe(0);
});

it('is never over once it is closed, also while media is being looked at', async () => {
  mediaEndsAtS = 0;
  const open = grace(120 * SECONDS);
  await vi.advanceTimersByTimeAsync(5 * SECONDS);
  vi.advanceTimersByTime(5 * SECONDS); // asks, and has no answer yet
  open.close();
  expect(await overAtS()).toBeNull();
  expect(vi.getTimerCount()).toBe(0);
});

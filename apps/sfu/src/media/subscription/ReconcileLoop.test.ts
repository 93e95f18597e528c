import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ReconcileLoop } from './ReconcileLoop.ts';

/** A loop whose reconciliations end when the test says so. */
function startLoop() {
  const ends: (() => void)[] = [];
  const loop = new ReconcileLoop(() => new Promise((resolve) => ends.push(resolve)));
  return { loop, ends };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('does once what is asked for several times', async () => {
  const { loop, ends } = startLoop();
  for (let count = 0; count < 3; count += 1) loop.schedule();
  await vi.advanceTimersByTimeAsync(1000);
  expect(ends).toHaveLength(1);
  loop.close();
});

it('does what is asked for meanwhile afterwards, and never two at a time', async () => {
  const { loop, ends } = startLoop();
  loop.schedule();
  await vi.advanceTimersByTimeAsync(1000);
  loop.schedule();
  loop.schedule();
  await vi.advanceTimersByTimeAsync(1000);
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await vi.advanceTimersByTimeAsync(1000);
  expect(ends).toHaveLength(2);
  ends[1]?.();
  await vi.advanceTimersByTimeAsync(1000);
  expect(ends).toHaveLength(2);
  loop.close();
});

it('does nothing more when it is closed', async () => {
  const { loop, ends } = startLoop();
  loop.schedule();
  await vi.advanceTimersByTimeAsync(1000);
  loop.schedule();
  loop.close();
  ends[0]?.();
  await vi.advanceTimersByTimeAsync(1000);
  expect(ends).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Pacer } from './Pacer.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('runs each at its own times, by one timer, which ends with the last of them', () => {
  const pacer = new Pacer();
  const [often, seldom] = [vi.fn(), vi.fn()];
  const stopOften = pacer.every(20, often);
  const stopSeldom = pacer.every(100, seldom);
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(1000);
  expect(often.mock.calls.length).toBe(50);
  expect(seldom.mock.calls.length).toBe(10);
  stopOften();
  stopOften();
  expect([pacer.size, vi.getTimerCount()]).toEqual([1, 1]);
  stopSeldom();
  expect([pacer.size, vi.getTimerCount()]).toEqual([0, 0]);
  vi.advanceTimersByTime(1000);
  expect(often.mock.calls.length).toBe(50);
});

it('survives that one of them stops another', () => {
  const pacer = new Pacer();
  const second = vi.fn();
  const stop = { second: (): void => undefined };
  const stopFirst = pacer.every(10, () => stop.second());
  stop.second = pacer.every(10, second);
  vi.advanceTimersByTime(100);
  expect(second).not.toHaveBeenCalled();
  stopFirst();
});

import { describe, expect, it } from 'vitest';
import {
  expectedConsumers,
  fillOf,
  isFull,
  leastLoaded,
  NEWCOMER_MS,
  placeForPeer,
  type WorkerLoad,
  type WorkerState,
} from './WorkerLoad.ts';

const limits = { cpuPercent: 75, consumers: 500, mbps: 800 };
const idle: WorkerLoad = { cpuShare: 0, activeConsumers: 0, mbps: 0, streams: 0, routers: 0 };

/** A worker that uses this part of its limits. */
function at(worker: string, fill: number, more: Partial<WorkerLoad> = {}): WorkerState<string> {
  const load = { ...idle, activeConsumers: fill * limits.consumers, ...more };
  return { worker, load, full: fill >= 1 };
}

describe('a worker', () => {
  it.each<[string, Partial<WorkerLoad>, number]>([
    ['nothing', {}, 0],
    ['CPU', { cpuShare: 0.375, activeConsumers: 10, mbps: 8 }, 0.5],
    ['consumers', { cpuShare: 0.1, activeConsumers: 400, mbps: 8 }, 0.8],
    ['bitrate', { cpuShare: 0.1, activeConsumers: 10, mbps: 1200 }, 1.5],
  ])('is as full as the first limit it reaches: %s', (_what, load, fill) => {
    expect(fillOf({ ...idle, ...load }, limits)).toBeCloseTo(fill);
  });

  it('is full at a limit, and has room again clearly below it', () => {
    const load = (cpuShare: number) => ({ ...idle, cpuShare });
    expect(isFull(load(0.74), limits, false)).toBe(false);
    expect(isFull(load(0.75), limits, false)).toBe(true);
    expect(isFull(load(0.7), limits, true)).toBe(true);
    expect(isFull(load(0.63), limits, true)).toBe(false);
  });

  it('is never full by people or paused streams alone', () => {
    expect(isFull({ ...idle, streams: 100_000, routers: 1000 }, limits, false)).toBe(false);
  });
});

describe('newcomers', () => {
  const newcomer = (atMs: number, activeConsumersBefore: number) => ({ atMs, activeConsumersBefore });

  it('count before they have consumers, and not twice when they have', () => {
    const newcomers = [newcomer(1000, 50), newcomer(1100, 50), newcomer(1200, 55)];
    expect(expectedConsumers(50, newcomers, 1300)).toBe(92);
    expect(expectedConsumers(75, newcomers, 2000)).toBe(92);
    expect(expectedConsumers(95, newcomers, 3000)).toBe(95);
  });

  it('count on top of what others have come to use', () => {
    expect(expectedConsumers(60, [newcomer(1000, 0), newcomer(2000, 60)], 2100)).toBe(74);
  });

  it('count by what is measured after a while', () => {
    expect(expectedConsumers(3, [newcomer(1000, 0)], 1000 + NEWCOMER_MS)).toBe(3);
    expect(expectedConsumers(3, [], 0)).toBe(3);
  });
});

describe('a new room', () => {
  it.each<[string, WorkerState<string>[], string | undefined]>([
    ['no worker', [], undefined],
    ['the emptiest', [at('a', 0.5), at('b', 0.2), at('c', 0.4)], 'b'],
    ['the one with fewer streams, when none has much', [at('a', 0, { streams: 1 }), at('b', 0)], 'b'],
    ['the one with fewer rooms, when all are idle', [at('a', 0, { routers: 1 }), at('b', 0)], 'b'],
    ['any but a full one', [at('a', 1), at('b', 0.99)], 'b'],
    ['the least full of full ones', [at('a', 1.5), at('b', 1.1)], 'b'],
    ['the same whatever an idle process breathes', [at('a', 0.1), at('b', 0.09, { cpuShare: 0.08 })], 'b'],
  ])('goes to %s', (_what, states, expected) => {
    expect(leastLoaded(states, limits)?.worker).toBe(expected);
  });
});

describe('the next peer of a room', () => {
  it.each<[string, WorkerState<string>[], string[], string]>([
    ['stays while there is much room', [at('home', 0.49), at('b', 0)], ['home'], 'home'],
    ['goes elsewhere when home is half full', [at('home', 0.51), at('b', 0)], ['home'], 'b'],
    ['stays when elsewhere is hardly better', [at('home', 0.6), at('b', 0.56)], ['home'], 'home'],
    [
      'goes elsewhere when home is full, even if hardly better',
      [at('home', 1), at('b', 0.99)],
      ['home'],
      'b',
    ],
    ['stays when all are full alike', [at('home', 1), at('b', 1)], ['home'], 'home'],
    ['goes to the least loaded when all are full', [at('home', 1.4), at('b', 1.1)], ['home'], 'b'],
    [
      'takes a router the room has rather than a third',
      [at('home', 0.7), at('second', 0.55), at('third', 0.51)],
      ['home', 'second'],
      'second',
    ],
    [
      'goes back to the first once that has become the emptier one',
      [at('home', 0.2), at('second', 0.25)],
      ['home', 'second'],
      'home',
    ],
    ['goes anywhere when the room has lost its worker', [at('b', 0.2)], ['gone'], 'b'],
  ])('%s', (_what, states, own, expected) => {
    expect(placeForPeer(states, own, limits)?.worker).toBe(expected);
  });

  it('spreads a large room evenly, and a small one not at all', () => {
    const fill = { home: 0, other: 0 };
    const join = () => {
      const own = fill.other === 0 ? ['home'] : ['home', 'other'];
      const states = [at('home', fill.home), at('other', fill.other)];
      fill[placeForPeer(states, own, limits)?.worker as keyof typeof fill] += 0.028;
    };
    for (let people = 0; people < 8; people += 1) join();
    expect(fill.other).toBe(0);
    for (let people = 8; people < 40; people += 1) join();
    expect(fill.home / (fill.home + fill.other)).toBeLessThan(0.58);
  });
});

import { expect, it } from 'vitest';
import { type Impairment, MAX_QUEUE_MS, NEW_DIRECTION, passageOf } from '../testing/impairment.ts';

const PACKET_BYTES = 1000;

/** When packets come out of which one enters each `everyMs`; null for those that never do. */
function send(impairment: Impairment, everyMs: number, count: number): (number | null)[] {
  const random = counting();
  let memory = NEW_DIRECTION;
  return Array.from({ length: count }, (_, index) => {
    const packet = { bytes: PACKET_BYTES, nowMs: 1000 + index * everyMs };
    const passage = passageOf(memory, impairment, packet, random);
    memory = passage.memory;
    return passage.arrivesAtMs === null ? null : passage.arrivesAtMs - packet.nowMs;
  });
}

/** Spread evenly over 0 to 1, the same each time. */
function counting(): () => number {
  let value = 0;
  return () => (value = (value + 0.618034) % 1);
}

function lostShare(delays: readonly (number | null)[]): number {
  return delays.filter((delay) => delay === null).length / delays.length;
}

it('lets everything through at once when nothing is asked of it', () => {
  expect(new Set(send({}, 10, 100))).toEqual(new Set([0]));
});

it('loses its share by chance, and delays the others by up to the jitter', () => {
  expect(lostShare(send({ loss: 0.1 }, 10, 1000))).toBeCloseTo(0.1, 1);
  const delays = send({ delayMs: 20, jitterMs: 300 }, 10, 1000).map(Number);
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(20);
  expect(Math.min(...delays)).toBeLessThan(25);
  expect(Math.max(...delays)).toBeGreaterThan(315);
  expect(Math.max(...delays)).toBeLessThanOrEqual(320);
});

it('lets a rate through, after a queue, and drops what the queue cannot hold', () => {
  // A packet of 8 kbit takes 80 ms.
  const narrow = { rateBps: 100_000 };
  expect(new Set(send(narrow, 100, 50).map(Number))).toEqual(new Set([80]));
  const delays = send(narrow, 40, 200);
  expect(lostShare(delays)).toBeCloseTo(0.5, 1);
  expect(Math.max(...delays.map(Number))).toBeLessThanOrEqual(MAX_QUEUE_MS);
});

it('loses everything in bursts of the length and as often as said, on average', () => {
  const delays = send({ bursts: { lastMs: 200, everyMs: 4000 } }, 10, 400_000);
  expect(lostShare(delays)).toBeGreaterThan(0.03);
  expect(lostShare(delays)).toBeLessThan(0.07);
  const begins = delays.filter((delay, index) => delay === null && delays[index - 1] !== null).length;
  expect(begins).toBeGreaterThan(700);
  expect(begins).toBeLessThan(1300);
});

import { expect, it } from 'vitest';
import { AudioPool } from './AudioPool.ts';

class Element {
  srcObject: object | null = null;
  volume = 1;
  muted = false;
  plays = 0;
  paused = true;
  removed = false;

  play(): Promise<void> {
    this.plays += 1;
    this.paused = false;
    return new Promise(() => undefined); // without a source it waits for one
  }

  pause(): void {
    this.paused = true;
  }

  remove(): void {
    this.removed = true;
  }
}

function setUp() {
  const made: Element[] = [];
  const pool = new AudioPool(() => {
    const element = new Element();
    made.push(element);
    return element as unknown as HTMLAudioElement;
  });
  return { pool, made };
}

it('plays every element within the tap, and gives these to the voices that come', () => {
  const { pool, made } = setUp();
  pool.prime();
  expect(made.length).toBeGreaterThanOrEqual(12);
  expect(made.every(({ plays }) => plays === 1)).toBe(true);
  const count = made.length;
  const taken = Array.from({ length: count }, () => pool.take());
  expect(new Set(taken).size).toBe(count);
  expect(made).toHaveLength(count);
  pool.take();
  expect(made).toHaveLength(count + 1);
});

it('makes no further element for a thousand voices that come and go', () => {
  const { pool, made } = setUp();
  pool.prime();
  const count = made.length;
  for (let voice = 0; voice < 1000; voice += 1) pool.give(pool.take());
  expect(made).toHaveLength(count);
});

it('keeps nothing of a voice that has gone', () => {
  const { pool } = setUp();
  const element = pool.take();
  Object.assign(element, { srcObject: {}, volume: 0.2, muted: true });
  pool.give(element);
  expect(element).toMatchObject({ srcObject: null, volume: 1, muted: false, paused: true, removed: true });
  expect(pool.take()).toBe(element);
});

it('at the next tap plays what is idle, not what speaks', () => {
  const { pool, made } = setUp();
  pool.prime();
  const speaking = pool.take();
  pool.prime();
  expect(made.filter(({ plays }) => plays === 2)).toHaveLength(made.length - 1);
  expect(speaking).toMatchObject({ plays: 1 });
});

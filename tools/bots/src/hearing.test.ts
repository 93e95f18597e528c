import { describe, expect, it } from 'vitest';
import { hearingOf } from './hearing.ts';
import { TalkSpurts } from './native/receive/TalkSpurts.ts';

/** 20 ms at 48 kHz. */
const FRAME = 960;
/** RTP timestamps are about to wrap around. */
const BASE = 2 ** 32 - 3 * FRAME;

const at = (frames: number): number => (BASE + frames * FRAME) % 2 ** 32;

/** Voice in the frames with these numbers, each 30 ms on its way. */
function heard(...frames: readonly number[]): TalkSpurts {
  const spurts = new TalkSpurts(48_000);
  for (const frame of frames) spurts.note(at(frame), frame * 20 + 30);
  return spurts;
}

const speech = (frame: number) => ({ atMs: frame * 20, rtpTimestamp: at(frame) });

function hearing(spurts: TalkSpurts, frame: number) {
  const spurt = spurts.since(at(frame));
  return spurt && hearingOf(speech(frame), spurt);
}

describe('hearing', () => {
  it('tells that nothing of the beginning was lost', () => {
    expect(hearing(heard(0, 1, 2), 0)).toEqual({ atMs: 30, delayMs: 30, lostMs: 0 });
    expect(hearing(heard(0, 1, 2, 100, 101), 100)).toEqual({ atMs: 2030, delayMs: 30, lostMs: 0 });
  });

  it('tells how much was lost', () => {
    expect(hearing(heard(0, 1, 2, 105, 106), 100)).toEqual({ atMs: 2130, delayMs: 130, lostMs: 100 });
  });

  it('is nothing until something of that speech came', () => {
    expect(hearing(heard(0, 1, 2), 100)).toBeNull();
    expect(hearing(heard(), 0)).toBeNull();
  });

  it('takes short gaps for a part of the speech', () => {
    const spurts = heard(0, 1, 10, 11);
    expect(spurts.since(at(1))).toBeNull();
    expect(heard(0, 1, 11).since(at(1))).toEqual({ atMs: 250, rtpTimestamp: at(11) });
  });
});

import type { ConnectionQuality } from '@parley/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  INITIAL_QUALITY,
  type LinkReading,
  nextQuality,
  qualityOf,
  type QualityState,
} from './connectionQuality.ts';

const VOICE_BPS = 30_000;

const video = (feedbackLoss: number, bitrateBps = VOICE_BPS): LinkReading => ({
  feedbackLoss,
  videoFlows: true,
  voiceScores: [],
  bitrateBps,
});
const voices = (voiceScores: number[], feedbackLoss = 0): LinkReading => ({
  feedbackLoss,
  videoFlows: false,
  voiceScores,
  bitrateBps: VOICE_BPS,
});

describe('qualityOf', () => {
  it.each<[number, number, ConnectionQuality]>([
    [0, VOICE_BPS, 'good'],
    [0.02, VOICE_BPS, 'good'],
    [0.05, VOICE_BPS, 'fair'],
    [0.1, VOICE_BPS, 'poor'],
    [1, 2_000_000, 'poor'],
    [0.5, 500, 'good'],
  ])('a loss of %d at %d bps is %s', (loss, bitrateBps, expected) => {
    expect(qualityOf([video(loss, bitrateBps)])).toBe(expected);
  });

  it.each<[number[], ConnectionQuality]>([
    [[10, 9], 'good'],
    [[10, 8], 'fair'],
    [[10, 7], 'poor'],
    [[0, 10], 'good'],
    [[], 'good'],
  ])('without video, voices with scores of %j are %s', (scores, expected) => {
    expect(qualityOf([voices(scores)])).toBe(expected);
  });

  it('does not believe feedback from when there was video', () => {
    expect(qualityOf([voices([10], 0.5)])).toBe('good');
    expect(qualityOf([{ ...video(0), voiceScores: [1] }])).toBe('good');
  });

  it('is that of the worse direction, and good without any', () => {
    const [bad, well] = [video(0.2), video(0)];
    expect(qualityOf([bad, well])).toBe('poor');
    expect(qualityOf([well, bad])).toBe('poor');
    expect(qualityOf([])).toBe('good');
  });
});

/** Takes one reading a second. */
function after(readings: ConnectionQuality[], from: QualityState = INITIAL_QUALITY): ConnectionQuality {
  return readings.reduce((state, now, i) => nextQuality(state, now, i * 1000), from).shown;
}

describe('nextQuality', () => {
  it.each<[ConnectionQuality[], ConnectionQuality]>([
    [['poor'], 'good'],
    [['poor', 'poor'], 'good'],
    [['poor', 'poor', 'poor'], 'poor'],
    [['poor', 'poor', 'good', 'poor', 'poor'], 'good'],
    [['poor', 'fair', 'poor'], 'fair'],
    [['fair', 'poor', 'poor'], 'fair'],
    [['fair', 'poor', 'poor', 'poor', 'poor', 'poor'], 'poor'],
  ])('a good one that reads %j is %s', (readings, expected) => {
    expect(after(readings)).toBe(expected);
  });

  it.each<[ConnectionQuality[], ConnectionQuality]>([
    [['good', 'good', 'good', 'good', 'good'], 'poor'],
    [['good', 'good', 'good', 'good', 'good', 'good'], 'good'],
    [['good', 'good', 'good', 'poor', 'good', 'good', 'good'], 'poor'],
    [['good', 'fair', 'good', 'good', 'good', 'good'], 'fair'],
  ])('a poor one that reads %j is %s', (readings, expected) => {
    expect(after(readings, { shown: 'poor', leaning: null })).toBe(expected);
  });

  it('never changes twice within two seconds, and never to what was not read', () => {
    const qualities = fc.array(fc.constantFrom<ConnectionQuality>('good', 'fair', 'poor'), { maxLength: 60 });
    fc.assert(
      fc.property(qualities, fc.integer({ min: 100, max: 3000 }), (readings, stepMs) => {
        let state = INITIAL_QUALITY;
        let changedAtMs = -Infinity;
        const read = new Set<ConnectionQuality>(['good']);
        readings.forEach((now, i) => {
          read.add(now);
          const next = nextQuality(state, now, i * stepMs);
          if (next.shown !== state.shown) {
            expect(i * stepMs - changedAtMs).toBeGreaterThanOrEqual(2000);
            expect(read).toContain(next.shown);
            changedAtMs = i * stepMs;
          }
          state = next;
        });
      }),
    );
  });
});

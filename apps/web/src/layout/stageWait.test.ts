import { describe, expect, it } from 'vitest';
import { neededLines } from './stageWait.ts';

describe('what a picture needs to take the stage', () => {
  it.each([
    ['all that looks sharp there, at first', { waitedMs: 0 }, 720],
    ['still, a moment before patience ends', { waitedMs: 1499 }, 720],
    ['no more than its camera has been able to', { waitedMs: 0, bestLines: 360 }, 360],
    ['no more than is wanted, however good it was elsewhere', { waitedMs: 0, bestLines: 1080 }, 720],
    ['later as much as what is there now', { waitedMs: 1500, presentLines: 360 }, 360],
    ['later no less than what is there now', { waitedMs: 4999, presentLines: 720 }, 720],
    ['later no more than is wanted', { waitedMs: 4999, presentLines: 1080 }, 720],
    ['later no more than its camera has been able to', { waitedMs: 1500, bestLines: 180 }, 180],
    ['nothing in the end', { waitedMs: 5000 }, 0],
  ])('%s', (_, facts, lines) => {
    expect(neededLines({ wantedLines: 720, bestLines: null, presentLines: 720, ...facts })).toBe(lines);
  });
});

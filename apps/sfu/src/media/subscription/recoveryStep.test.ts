import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FLOOR_BPS } from './probing.ts';
import { type LinkState, newRecovery, type RecoveryStep, recoveryStep } from './recoveryStep.ts';

const NEEDED_BPS = 1_900_000;
const NARROW_BPS = 200_000;
const WIDE_BPS = 8_000_000;
/** What the smallest pictures and the voices take. */
const SENT_BPS = 270_000;

interface Round extends RecoveryStep {
  nowMs: number;
}

/** A link of this width, as the engine sees it: it finds what bursts prove, and nothing else. */
function play(
  widthBps: (nowMs: number) => number,
  untilMs: number,
  change: Partial<LinkState> = {},
): Round[] {
  let memory = newRecovery(0, null);
  let availableBps = 40_000;
  const rounds: Round[] = [];
  for (let nowMs = 0; nowMs <= untilMs;) {
    const link = { availableBps, neededBps: NEEDED_BPS, sentBps: SENT_BPS, lossShare: 0, nowMs, ...change };
    const step = recoveryStep(memory, link);
    memory = step.memory;
    rounds.push({ ...step, nowMs });
    availableBps = Math.max(availableBps, step.floorBps);
    const { ceilingBps, probes } = step;
    if (probes && ceilingBps !== null) availableBps = Math.min(ceilingBps, widthBps(nowMs) * 0.95);
    else if (ceilingBps !== null) availableBps = Math.min(availableBps, ceilingBps);
    nowMs += step.nextMs;
  }
  return rounds;
}

describe('probing', () => {
  it('finds a link that is wide again within five seconds, and starts the picture anew then', () => {
    for (let releaseAtMs = 3000; releaseAtMs < 30_000; releaseAtMs += 300) {
      const rounds = play((nowMs) => (nowMs < releaseAtMs ? NARROW_BPS : WIDE_BPS), 40_000);
      const restart = rounds.find(({ restarts }) => restarts);
      expect(restart?.nowMs).toBeGreaterThanOrEqual(releaseAtMs);
      expect(restart?.nowMs).toBeLessThanOrEqual(releaseAtMs + 5000);
    }
  });

  it('asks a narrow link for little, and less and less often', () => {
    const rounds = play(() => NARROW_BPS, 60_000);
    expect(rounds.some(({ restarts }) => restarts)).toBe(false);
    const probes = rounds.filter((round) => round.probes);
    expect(Math.max(...probes.map(({ ceilingBps }) => ceilingBps ?? 0))).toBeLessThanOrEqual(1_200_000);
    const firsts = probes.filter(({ ceilingBps }) => (ceilingBps ?? 0) < NARROW_BPS * 2);
    const gapsMs = firsts.slice(1).map(({ nowMs }, index) => nowMs - (firsts[index]?.nowMs ?? 0));
    expect(gapsMs[0]).toBeGreaterThanOrEqual(1000);
    expect(gapsMs.at(-1)).toBeGreaterThanOrEqual(3000);
  });

  it('believes in what a wider link than before carries', () => {
    const rounds = play(() => 700_000, 5000);
    const refused = rounds.filter(({ probes, ceilingBps }) => !probes && ceilingBps !== null);
    expect(refused).toEqual([]);
  });

  it('believes no burst that a queue has swallowed', () => {
    const first = { ...newRecovery(0, null), probedBps: 150_000, believedBps: 100_000, provenBps: 100_000 };
    const link = { neededBps: NEEDED_BPS, sentBps: SENT_BPS, lossShare: 0, nowMs: 2000 };
    const second = recoveryStep(first, { ...link, availableBps: 150_000 });
    expect(second).toMatchObject({ probes: true, ceilingBps: 1_200_000 });
    const refused = recoveryStep(second.memory, { ...link, availableBps: 150_000 });
    expect(refused).toMatchObject({ probes: false, ceilingBps: 100_000 });
    const found = recoveryStep(second.memory, { ...link, availableBps: 700_000 });
    expect(found).toMatchObject({ probes: false, ceilingBps: null });
  });

  it('waits longer when the last recovery did not last', () => {
    const last = { ...newRecovery(0, null), restartAtMs: 20_000, restartIntervalMs: 6000 };
    const again = newRecovery(10_000, last);
    expect(again.probeIntervalMs).toBeGreaterThan(last.probeIntervalMs);
    expect(again).toMatchObject({ restartAtMs: 20_000, restartIntervalMs: 6000 });
  });
});

it('starts a picture again more and more seldom when that changes nothing', () => {
  const rounds = play(() => WIDE_BPS, 60_000, { availableBps: WIDE_BPS });
  const restarts = rounds.filter((round) => round.restarts).map(({ nowMs }) => nowMs);
  const gapsMs = restarts.slice(1).map((nowMs, index) => nowMs - (restarts[index] ?? 0));
  expect(gapsMs[0]).toBeGreaterThanOrEqual(3000);
  expect(gapsMs.at(-1)).toBeGreaterThanOrEqual(12_000);
});

describe('in a flood', () => {
  const flood = { availableBps: 5_000_000, neededBps: NEEDED_BPS, sentBps: NEEDED_BPS, nowMs: 0 };

  it('throws away what is lost, once, and goes below what arrives', () => {
    const step = recoveryStep(newRecovery(0, null), { ...flood, lossShare: 0.5 });
    expect(step.clears).toBe(true);
    expect(step.ceilingBps).toBeLessThan(NEEDED_BPS * 0.5);
    const next = recoveryStep(step.memory, { ...flood, lossShare: 0.5, nowMs: 400 });
    expect(next.clears).toBe(false);
  });

  it('leaves a picture alone that loses little', () => {
    const step = recoveryStep(newRecovery(0, null), { ...flood, lossShare: 0.2 });
    expect(step).toMatchObject({ clears: false, ceilingBps: null });
  });

  it('gives even the smallest picture up, for a while, where it only gets lost', () => {
    const rounds = play(() => 30_000, 14_000, { lossShare: 0.4, availableBps: 40_000 });
    const floors = rounds.map(({ nowMs, floorBps }) => ({ nowMs, floorBps }));
    expect(floors.filter(({ nowMs }) => nowMs < 4900).every(({ floorBps }) => floorBps > 0)).toBe(true);
    const later = floors.filter(({ nowMs }) => nowMs > 5500);
    expect(later.length).toBeGreaterThan(10);
    expect(later.every(({ floorBps }) => floorBps === 0)).toBe(true);
  });
});

it('never asks the engine for what it would refuse', () => {
  const rate = fc.integer({ min: 5000, max: 30_000_000 });
  const links = fc.array(
    fc.record({
      availableBps: rate,
      neededBps: rate,
      sentBps: rate,
      lossShare: fc.double({ min: 0, max: 1, noNaN: true }),
      stepMs: fc.integer({ min: 100, max: 10_000 }),
    }),
  );
  fc.assert(
    fc.property(links, (states) => {
      let memory = newRecovery(0, null);
      let nowMs = 0;
      for (const { stepMs, ...link } of states) {
        nowMs += stepMs;
        const { ceilingBps, floorBps, ...step } = recoveryStep(memory, { ...link, nowMs });
        memory = step.memory;
        expect([0, FLOOR_BPS]).toContain(floorBps);
        expect(ceilingBps ?? FLOOR_BPS).toBeGreaterThanOrEqual(FLOOR_BPS);
        expect(Number.isInteger(ceilingBps ?? 0)).toBe(true);
      }
    }),
  );
});

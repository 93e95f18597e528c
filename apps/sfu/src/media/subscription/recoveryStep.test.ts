import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FLOOR_BPS } from './probing.ts';
import { type LinkState, newRecovery, type RecoveryStep, recoveryStep } from './recoveryStep.ts';

const NEEDED_BPS = 1_900_000;
const NARROW_BPS = 200_000;
const WIDE_BPS = 8_000_000;
/** Nothing gets lost. */
const CALM = { neededBps: NEEDED_BPS, lossShare: 0, repeatedShare: 0, isFlooded: false };

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
    const step = recoveryStep(memory, { ...CALM, availableBps, nowMs, ...change });
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
  it('finds a link that is wide again within five seconds, and lets the pictures grow then', () => {
    for (let releaseAtMs = 3000; releaseAtMs < 30_000; releaseAtMs += 300) {
      const rounds = play((nowMs) => (nowMs < releaseAtMs ? NARROW_BPS : WIDE_BPS), 40_000);
      const lift = rounds.find(({ lifts }) => lifts);
      expect(lift?.nowMs).toBeGreaterThanOrEqual(releaseAtMs);
      expect(lift?.nowMs).toBeLessThanOrEqual(releaseAtMs + 5000);
    }
  });

  it('asks a narrow link for little, and less and less often, and lets nothing grow', () => {
    const rounds = play(() => NARROW_BPS, 60_000);
    expect(rounds.some(({ restarts, lifts }) => restarts || lifts)).toBe(false);
    const probes = rounds.filter((round) => round.probes);
    expect(Math.max(...probes.map(({ ceilingBps }) => ceilingBps ?? 0))).toBeLessThanOrEqual(1_200_000);
    const firsts = probes.filter(({ ceilingBps }) => (ceilingBps ?? 0) < NARROW_BPS * 2);
    const gapsMs = firsts.slice(1).map(({ nowMs }, index) => nowMs - (firsts[index]?.nowMs ?? 0));
    expect(gapsMs[0]).toBeGreaterThanOrEqual(1000);
    expect(gapsMs.at(-1)).toBeGreaterThanOrEqual(3000);
  });

  it('keeps room for the voices on a link that stays narrow', () => {
    const rounds = play(() => NARROW_BPS, 30_000);
    const afterProbes = rounds.filter(({ probes, ceilingBps }) => !probes && ceilingBps !== null);
    expect(afterProbes.length).toBeGreaterThan(3);
    for (const { ceilingBps } of afterProbes) expect(ceilingBps).toBeLessThanOrEqual(NARROW_BPS * 0.75);
  });

  it('believes in what a wider link than before carries', () => {
    const rounds = play(() => 700_000, 5000);
    const lift = rounds.find(({ lifts }) => lifts);
    expect(lift).toMatchObject({ ceilingBps: null });
    expect(lift?.nowMs).toBeLessThan(3000);
  });

  it('believes no burst that a queue has swallowed', () => {
    const probed = { probedBps: 150_000, probedAtMs: 1800, believedBps: 100_000, limited: true };
    const link = { ...CALM, nowMs: 2000 };
    const second = recoveryStep({ ...newRecovery(0, null), ...probed }, { ...link, availableBps: 150_000 });
    expect(second).toMatchObject({ probes: true, ceilingBps: 1_200_000, lifts: false });
    const swallowed = { ...link, availableBps: 900_000, nowMs: 2100 };
    const early = recoveryStep(second.memory, swallowed);
    expect(early).toMatchObject({ probes: false, lifts: false, ceilingBps: null });
    const refused = recoveryStep(early.memory, { ...link, availableBps: 150_000, nowMs: 2500 });
    expect(refused).toMatchObject({ probes: false, lifts: false, ceilingBps: FLOOR_BPS });
    const found = recoveryStep(early.memory, { ...link, availableBps: 700_000, nowMs: 2500 });
    expect(found).toMatchObject({ probes: false, lifts: true, ceilingBps: null });
  });

  it('asks louder where nobody answers', () => {
    let memory = newRecovery(0, null);
    const firsts: number[] = [];
    for (let nowMs = 0; nowMs < 40_000; nowMs += 100) {
      const step = recoveryStep(memory, { ...CALM, availableBps: 100_000, nowMs });
      memory = step.memory;
      if (step.probes) firsts.push(step.ceilingBps ?? 0);
    }
    expect(firsts.slice(0, 4)).toEqual([150_000, 300_000, 600_000, 1_200_000]);
    expect(firsts.at(-1)).toBe(1_200_000);
  });

  it('asks for nothing where much has to be sent again', () => {
    const rounds = play(() => WIDE_BPS, 30_000, { repeatedShare: 0.2 });
    expect(rounds.some(({ probes, lifts, restarts }) => probes || lifts || restarts)).toBe(false);
  });

  it('waits longer when what was found last did not last', () => {
    const last = { ...newRecovery(0, null), liftedAtMs: 9000, probeIntervalMs: 2000, restartAtMs: 20_000 };
    const again = newRecovery(10_000, last);
    expect(again.restartAtMs).toBe(20_000);
    const flood = recoveryStep(again, { ...CALM, availableBps: 900_000, isFlooded: true, nowMs: 10_000 });
    expect(flood.memory).toMatchObject({ probeIntervalMs: 4000, probeAtMs: 14_000 });
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
  const flood = { ...CALM, availableBps: 5_000_000, isFlooded: true, nowMs: 0 };

  it('throws away what is lost, once, and leaves next to nothing', () => {
    const step = recoveryStep(newRecovery(0, null), flood);
    expect(step).toMatchObject({ clears: true, ceilingBps: FLOOR_BPS });
    const next = recoveryStep(step.memory, { ...flood, nowMs: 400 });
    expect(next).toMatchObject({ clears: false, ceilingBps: null });
  });

  it('ends the next one too when pictures have grown meanwhile', () => {
    const memory = { ...newRecovery(0, null), cleared: true, limited: true };
    const lifted = recoveryStep(memory, { ...CALM, availableBps: WIDE_BPS, nowMs: 5000 });
    expect(lifted).toMatchObject({ lifts: true, restarts: false });
    const again = recoveryStep(lifted.memory, { ...flood, nowMs: 6000 });
    expect(again.clears).toBe(true);
  });

  it('leaves a picture alone that loses little', () => {
    const step = recoveryStep(newRecovery(0, null), { ...flood, isFlooded: false, lossShare: 0.2 });
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
      lossShare: fc.double({ min: 0, max: 1, noNaN: true }),
      repeatedShare: fc.double({ min: 0, max: 0.2, noNaN: true }),
      isFlooded: fc.boolean(),
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

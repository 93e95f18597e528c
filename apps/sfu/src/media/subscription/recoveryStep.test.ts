import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CHECK_INTERVAL_MS, newRecovery, recoveryStep } from './recoveryStep.ts';

const NEEDED_BPS = 1_700_000;

/** A link of this width whose estimate has fallen to the ground; packets get lost where more is sent. */
function play(widthBps: (nowMs: number) => number, untilMs: number) {
  let memory = newRecovery(0);
  const trials: { nowMs: number; floorBps: number; restarts: boolean }[] = [];
  for (let nowMs = 0; nowMs <= untilMs; nowMs += CHECK_INTERVAL_MS) {
    const availableBps = Math.max(60_000, memory.floorBps);
    const lossShare = Math.max(0, 1 - widthBps(nowMs) / availableBps);
    const result = recoveryStep(memory, { availableBps, neededBps: NEEDED_BPS, lossShare, nowMs });
    memory = result.memory;
    trials.push({ nowMs, floorBps: memory.floorBps, restarts: result.restarts });
  }
  return trials;
}

it('finds a link that is wide again within ten seconds, and starts the picture anew then', () => {
  for (let releaseAtMs = 5000; releaseAtMs < 12_000; releaseAtMs += 500) {
    const trials = play((nowMs) => (nowMs < releaseAtMs ? 200_000 : 8_000_000), 30_000);
    const restart = trials.find(({ restarts }) => restarts);
    expect(restart?.nowMs).toBeLessThanOrEqual(releaseAtMs + 10_000);
  }
});

it('overloads a narrow link seldom, by little, and never for long', () => {
  const WIDTH_BPS = 200_000;
  const trials = play(() => WIDTH_BPS, 60_000);
  expect(trials.some(({ restarts }) => restarts)).toBe(false);
  const isOver = (floorBps: number) => 1 - WIDTH_BPS / floorBps > 0.03;
  const over = trials.filter(({ floorBps }) => isOver(floorBps));
  expect(over.length).toBeGreaterThan(0); // or it would never notice that the link has changed
  expect(over.length / trials.length).toBeLessThan(0.2);
  expect(Math.max(...over.map(({ floorBps }) => floorBps))).toBeLessThan(WIDTH_BPS * 1.6);
  trials.forEach(({ floorBps }, index) => {
    if (isOver(floorBps)) expect(trials[index + 1]?.floorBps ?? 0).toBe(0);
  });
});

it('asks for no more than is needed, and starts again more and more seldom', () => {
  const trials = play(() => Infinity, 60_000);
  expect(Math.max(...trials.map(({ floorBps }) => floorBps))).toBeLessThanOrEqual(NEEDED_BPS * 1.2);
  const restarts = trials.filter((trial) => trial.restarts).map(({ nowMs }) => nowMs);
  const gaps = restarts.slice(1).map((nowMs, index) => nowMs - (restarts[index] ?? 0));
  expect(gaps[0]).toBeGreaterThanOrEqual(3000);
  expect(gaps.at(-1)).toBeGreaterThanOrEqual(12_000);
});

it('gives a floor up as soon as packets get lost', () => {
  const rate = fc.integer({ min: 30_000, max: 5_000_000 });
  fc.assert(
    fc.property(
      rate,
      rate,
      fc.double({ min: 0.031, max: 1, noNaN: true }),
      (floorBps, availableBps, lossShare) => {
        const memory = { ...newRecovery(0), floorBps, trialAtMs: 0 };
        const { memory: after } = recoveryStep(memory, {
          ...{ availableBps, lossShare },
          ...{ neededBps: NEEDED_BPS, nowMs: 10_000 },
        });
        expect(after.floorBps).toBe(0);
        expect(after.ceilingBps).toBe(floorBps);
      },
    ),
  );
});

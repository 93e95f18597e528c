import { expect, it } from 'vitest';
import { cpuUse } from './cpuUse.ts';

it('tells Node, the workers and the busiest one apart', () => {
  const memory = { nodeBytes: 0, workerBytes: 0 };
  const before = { cpuMs: 1000, workerCpuMs: 600, cpuMsByWorker: [500, 100], ...memory };
  const after = { cpuMs: 3500, workerCpuMs: 2100, cpuMsByWorker: [1000, 1100], ...memory };
  expect(cpuUse(before, after, 10_000)).toEqual({ node: 0.1, workers: 0.15, busiestWorker: 0.1 });
});

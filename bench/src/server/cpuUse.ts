import type { ServerUsage } from './serverProgram.ts';

type CpuTimes = Pick<ServerUsage, 'cpuMs' | 'workerCpuMs' | 'cpuMsByWorker'>;

/** CPU that a server used between two readings, as a share of one core. */
export interface CpuUse {
  readonly node: number;
  readonly workers: number;
  readonly busiestWorker: number;
}

export function cpuUse(before: CpuTimes, after: CpuTimes, elapsedMs: number): CpuUse {
  const workersMs = after.workerCpuMs - before.workerCpuMs;
  const byWorkerMs = after.cpuMsByWorker.map((cpuMs, index) => cpuMs - (before.cpuMsByWorker[index] ?? 0));
  return {
    node: (after.cpuMs - before.cpuMs - workersMs) / elapsedMs,
    workers: workersMs / elapsedMs,
    busiestWorker: Math.max(...byWorkerMs) / elapsedMs,
  };
}

import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startSfu } from '@parley/sfu/testing';
import { type Inventory, inventoryOf } from '@parley/sfu/testing/leftovers';
import type { Sfu } from '@parley/sfu';
import { memoryOf } from '../process/memory.ts';
import { sum } from '../percentile.ts';
import { serve } from '../process/serve.ts';

export interface ServerUsage {
  /** CPU time of the Node process and all workers since they started. */
  cpuMs: number;
  /** The workers' part of it. */
  workerCpuMs: number;
  /** The same for each worker. */
  cpuMsByWorker: number[];
  /** For how long Node's main thread wanted to run but other programs had the cores; 0 where the system does not say. */
  waitedMs: number;
  nodeBytes: number;
  /** Of JavaScript in Node, the part of it that a leak grows first. */
  nodeHeapBytes: number;
  workerBytes: number;
}

let sfu: Sfu | null = null;

const api = {
  /** Starts the server with the product's logging, which nobody reads here. @returns its origin */
  async start(settings: Record<string, string>): Promise<string> {
    sfu = await startSfu({ PARLEY_LOG_LEVEL: 'info', PARLEY_LOG_FORMAT: 'json', ...settings });
    return sfu.localUrl;
  },

  async usage(): Promise<ServerUsage> {
    const workers = sfu?.pool.workers ?? [];
    const cpuMsByWorker = await Promise.all(
      workers.map(async (worker) => (await worker.cpuSeconds()) * 1000),
    );
    const workerCpuMs = sum(cpuMsByWorker);
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed } = process.memoryUsage();
    return {
      cpuMs: workerCpuMs + (user + system) / 1000,
      workerCpuMs,
      cpuMsByWorker,
      waitedMs: await waitedMs(),
      nodeBytes: rss,
      nodeHeapBytes: heapUsed,
      workerBytes: sum(await Promise.all(workers.map((worker) => memoryOf(worker.pid)))),
    };
  },

  /** Everything that comes and goes with people. */
  async inventory(): Promise<Inventory> {
    return sfu === null ? {} : inventoryOf(sfu);
  },

  /** Collects what nobody needs any more: memory is compared, not the collector's mood. */
  collect(): void {
    setFlagsFromString('--expose-gc');
    (runInNewContext('gc') as () => void)();
  },
};

/** `<ran> <waited> <times>` of the main thread, in nanoseconds; Linux has it. */
async function waitedMs(): Promise<number> {
  const text = await readFile('/proc/self/schedstat', 'utf8').catch(() => '');
  return Number(text.split(' ')[1] ?? 0) / 1e6;
}

export type ServerApi = typeof api;

serve(api, async () => sfu?.close());

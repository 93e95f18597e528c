import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Gauge, Histogram, Registry } from 'prom-client';
import type { WorkerPool } from './media/WorkerPool.ts';
import type { RoomRegistry } from './rooms/RoomRegistry.ts';
import type { Storage } from './storage/Storage.ts';

export interface MetricsSources {
  pool: WorkerPool;
  registry: RoomRegistry;
  storage: Pick<Storage, 'failures' | 'outbox'>;
}

/** The server's Prometheus metrics, in a registry of their own: two servers in one process do not mix. */
export class Metrics {
  readonly joinSeconds: Histogram;
  readonly #registry = new Registry();
  readonly #eventLoopDelay = monitorEventLoopDelay({ resolution: 50 });

  constructor({ pool, registry, storage }: MetricsSources) {
    this.joinSeconds = new Histogram({
      name: 'parley_join_seconds',
      help: 'Time the server takes to let a participant in, from join-room to its ack',
      buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2],
      registers: [this.#registry],
    });
    this.#gauge('parley_rooms', 'Open rooms', () => registry.rooms.length);
    this.#gauge('parley_participants', 'Participants in all rooms', () => registry.participantCount);
    this.#gauge('parley_workers', 'Media workers that are up', () => pool.workers.length);
    this.#gauge('parley_producers', 'Streams received', () =>
      sum(pool.workers.map((worker) => worker.producerCount)),
    );
    this.#gauge('parley_consumers', 'Streams forwarded', () =>
      sum(pool.workers.map((worker) => worker.consumerCount)),
    );
    this.#gauge('parley_active_consumers', 'Streams being forwarded, to people and within the server', () =>
      sum(pool.workers.map((worker) => worker.activeConsumerCount)),
    );
    this.#gauge('parley_pipes', 'Streams piped from one worker to another', () =>
      sum(pool.workers.map((worker) => worker.pipeCount)),
    );
    this.#gauge(
      'parley_storage_failures',
      'What could not be kept since the start',
      () => storage.failures.count,
    );
    this.#gauge(
      'parley_webhooks_pending',
      'Webhooks that are still to be sent',
      () => storage.outbox.pendingCount,
    );
    this.#gauge('parley_event_loop_lag_p99_seconds', 'Delay of the event loop since the last scrape', () => {
      const seconds = this.#eventLoopDelay.percentile(99) / 1e9;
      this.#eventLoopDelay.reset();
      return seconds;
    });
    this.#gauge('parley_resident_memory_bytes', 'Memory of the control process', () =>
      process.memoryUsage.rss(),
    );
    this.#gauge('parley_cpu_seconds', 'CPU time of the control process', () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1e6;
    });
    this.#workerCpu(pool);
    this.#workerCpuShare(pool);
    this.#eventLoopDelay.enable();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** The metrics as Prometheus scrapes them. */
  render(): Promise<string> {
    return this.#registry.metrics();
  }

  close(): void {
    this.#eventLoopDelay.disable();
    this.#registry.clear();
  }

  #gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.#registry],
      collect() {
        this.set(read());
      },
    });
  }

  #workerCpuShare(pool: WorkerPool): void {
    new Gauge({
      name: 'parley_worker_cpu_share',
      help: 'CPU of each media worker in the last seconds, 1 being a whole core: it decides where peers go',
      labelNames: ['pid'],
      registers: [this.#registry],
      collect() {
        this.reset();
        for (const worker of pool.workers) this.set({ pid: String(worker.pid) }, worker.cpuShare);
      },
    });
  }

  #workerCpu(pool: WorkerPool): void {
    new Gauge({
      name: 'parley_worker_cpu_seconds',
      help: 'CPU time of each media worker',
      labelNames: ['pid'],
      registers: [this.#registry],
      async collect() {
        const readings = await Promise.allSettled(
          pool.workers.map(async (worker) => ({
            pid: String(worker.pid),
            seconds: await worker.cpuSeconds(),
          })),
        );
        this.reset();
        // A worker that dies while it is asked has no reading; the next scrape shows its successor.
        for (const reading of readings) {
          if (reading.status === 'fulfilled') this.set({ pid: reading.value.pid }, reading.value.seconds);
        }
      },
    });
  }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

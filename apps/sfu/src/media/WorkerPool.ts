import { access, constants } from 'node:fs/promises';
import { createWorker, workerBin as builtWorkerBin } from 'mediasoup';
import type { types } from 'mediasoup';
import type { MediaAddress } from '../addresses.ts';
import { StartupError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { clientCapabilities, mediaCodecs } from './codecs.ts';
import { MediaWorker } from './MediaWorker.ts';
import { isFull, leastLoaded, placeForPeer, type WorkerLimits, type WorkerState } from './WorkerLoad.ts';
import { WorkerPulse } from './WorkerPulse.ts';

export interface WorkerPoolOptions {
  /** How many workers; mediasoup's are single-threaded, so one per core. */
  size: number;
  workerBin: string | undefined;
  addresses: readonly MediaAddress[];
  /** Port of the first worker's WebRtcServer, UDP and TCP; the next worker has the next one. 0: any. */
  firstPort: number;
  /** From where on a worker takes no further peers of a room. */
  limits: WorkerLimits;
}

/** How often the workers' CPU is measured. */
const SAMPLE_INTERVAL_MS = 2000;

/** Pause before a worker that did not live long is tried again, doubled at each failure, so that a broken one cannot spin. */
const RESPAWN_DELAY_MS = 200;
/** Whoever lived this long is replaced at once. */
const LONG_LIFE_MS = 10_000;
/** How long something waits for a worker where none is up. */
const NEXT_WORKER_MS = 5000;
const RESPAWN_DELAY_MAX_MS = 5000;

/** The only owner of mediasoup workers: makes them, hands out the least loaded, replaces the dead. */
export class WorkerPool {
  readonly #options: WorkerPoolOptions;
  readonly #logger: Logger;
  readonly #workers = new Map<number, MediaWorker>();
  readonly #respawns = new Map<number, NodeJS.Timeout>();
  readonly #pulses = new Map<number, WorkerPulse>();
  /** Told of the next worker that is up, or with null that none comes. */
  readonly #waiting = new Set<(worker: MediaWorker | null) => void>();
  /** Those that were full when last looked at. */
  readonly #full = new WeakSet<MediaWorker>();
  #sampler: NodeJS.Timeout | null = null;
  #rtpCapabilities: types.RtpCapabilities = {};
  #closed = false;

  /** @throws {StartupError} when a worker cannot start or its port is taken */
  static async create(options: WorkerPoolOptions, logger: Logger): Promise<WorkerPool> {
    const pool = new WorkerPool(options, logger);
    try {
      // Of a worker that is started by another program one would hear a number.
      await access(options.workerBin ?? builtWorkerBin, constants.X_OK);
      await Promise.all(Array.from({ length: options.size }, (_, index) => pool.#spawn(index)));
      pool.#rtpCapabilities = await pool.#readCapabilities();
    } catch (error) {
      pool.close();
      throw toStartupError(error, options);
    }
    pool.#sampler = setInterval(() => pool.#sample(), SAMPLE_INTERVAL_MS);
    return pool;
  }

  private constructor(options: WorkerPoolOptions, logger: Logger) {
    this.#options = options;
    this.#logger = logger;
  }

  get workers(): readonly MediaWorker[] {
    return [...this.#workers.values()];
  }

  /** Whether every worker is up. */
  get complete(): boolean {
    return this.#workers.size === this.#options.size;
  }

  /** What every router of this pool can do, as told to clients. */
  get rtpCapabilities(): types.RtpCapabilities {
    return this.#rtpCapabilities;
  }

  /** The worker with the least to do, for a new room; undefined while all are being replaced. */
  pick(): MediaWorker | undefined {
    return leastLoaded(this.#states(), this.#options.limits)?.worker;
  }

  /** The next one that comes up, where {@link pick} finds none; null when none does in time. */
  nextWorker(): Promise<MediaWorker | null> {
    return new Promise((resolve) => {
      const settle = (worker: MediaWorker | null) => {
        clearTimeout(timer);
        this.#waiting.delete(settle);
        resolve(worker);
      };
      const timer = setTimeout(() => settle(null), this.#closed ? 0 : NEXT_WORKER_MS);
      this.#waiting.add(settle);
    });
  }

  /** The worker for the next peer of a room that has routers on `own`; it counts on that peer from now on. */
  place(own: readonly MediaWorker[]): MediaWorker | undefined {
    const worker = placeForPeer(this.#states(), own, this.#options.limits)?.worker;
    worker?.expectPeer();
    return worker;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#sampler !== null) clearInterval(this.#sampler);
    for (const timer of this.#respawns.values()) clearTimeout(timer);
    this.#respawns.clear();
    for (const pulse of this.#pulses.values()) pulse.close();
    this.#pulses.clear();
    for (const settle of [...this.#waiting]) settle(null);
    for (const worker of this.#workers.values()) worker.close();
    this.#workers.clear();
  }

  #states(): WorkerState<MediaWorker>[] {
    // The routers of one that died hear of it before this pool does.
    const alive = this.workers.filter(({ worker }) => !worker.closed);
    return alive.map((worker) => {
      const { load } = worker;
      const full = isFull(load, this.#options.limits, this.#full.has(worker));
      if (full) this.#full.add(worker);
      else this.#full.delete(worker);
      return { worker, load, full };
    });
  }

  #sample(): void {
    // A worker that dies while it is asked has no reading; its successor starts anew.
    for (const worker of this.workers) worker.sample().catch(() => undefined);
  }

  async #spawn(index: number): Promise<void> {
    const { workerBin, addresses, firstPort } = this.#options;
    const worker = await createWorker({ ...(workerBin && { workerBin }), logLevel: 'warn' });
    leaveSignalsToUs(worker);
    const port = firstPort === 0 ? 0 : firstPort + index;
    try {
      const webRtcServer = await worker.createWebRtcServer({ listenInfos: listenInfos(addresses, port) });
      if (this.#closed) throw new Error('pool closed');
      const startedAtMs = performance.now();
      worker.on('died', (error) => this.#onDied(index, performance.now() - startedAtMs, error));
      this.#adopt(index, new MediaWorker(worker, webRtcServer));
    } catch (error) {
      worker.close();
      throw error;
    }
    this.#logger.info({ worker: index, pid: worker.pid, port }, 'worker started');
  }

  #adopt(index: number, worker: MediaWorker): void {
    this.#workers.set(index, worker);
    const { pid } = worker;
    this.#pulses.set(
      index,
      new WorkerPulse({
        pid,
        ask: () => worker.cpuSeconds(),
        onHung: (silentMs) => {
          this.#logger.error({ worker: index, pid, silentMs: Math.round(silentMs) }, 'worker hangs');
          // mediasoup then says that it died, and all goes the way of one that did.
          kill(pid);
        },
      }),
    );
    for (const settle of [...this.#waiting]) settle(worker);
  }

  #onDied(index: number, lifeMs: number, error: Error): void {
    this.#workers.delete(index);
    this.#pulses.get(index)?.close();
    this.#pulses.delete(index);
    this.#logger.error({ worker: index, err: error }, 'worker died');
    this.#respawn(index, lifeMs >= LONG_LIFE_MS ? 0 : RESPAWN_DELAY_MS);
  }

  #respawn(index: number, delayMs: number): void {
    if (this.#closed) return;
    const timer = setTimeout(() => {
      this.#respawns.delete(index);
      this.#spawn(index).catch((error: unknown) => {
        this.#logger.error({ worker: index, err: error }, 'worker did not start');
        this.#respawn(index, Math.min(delayMs * 2, RESPAWN_DELAY_MAX_MS));
      });
    }, delayMs);
    this.#respawns.set(index, timer);
  }

  async #readCapabilities(): Promise<types.RtpCapabilities> {
    const worker = this.pick();
    if (worker === undefined) throw new Error('no worker');
    const router = await worker.createRouter({ mediaCodecs });
    const capabilities = clientCapabilities(router.rtpCapabilities);
    router.close();
    return capabilities;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}

/** mediasoup ends its workers at SIGTERM by itself, which would cut everybody off before the meetings' end is said. */
function leaveSignalsToUs(worker: types.Worker): void {
  const { onSignal } = worker as types.Worker & { onSignal?: NodeJS.SignalsListener };
  if (onSignal === undefined) return;
  process.off('SIGTERM', onSignal);
  process.off('SIGINT', onSignal);
}

/** UDP and TCP on the same port of each address. UDP first: that is the order of the ICE candidates. */
function listenInfos(addresses: readonly MediaAddress[], port: number): types.TransportListenInfo[] {
  return (['udp', 'tcp'] as const).flatMap((protocol) =>
    addresses.map((address) => ({
      protocol,
      ...address,
      ...(port !== 0 && { port }),
      ...(address.ip.includes(':') && { flags: { ipv6Only: true } }),
    })),
  );
}

function toStartupError(error: unknown, { firstPort, size }: WorkerPoolOptions): StartupError {
  const reason = error instanceof Error ? error.message : String(error);
  if (/in use/i.test(reason)) {
    const last = firstPort + size - 1;
    return new StartupError(
      `A media port from ${firstPort} to ${last} is in use by another program. Set PARLEY_MEDIA_PORT to another start.`,
      { cause: error },
    );
  }
  return new StartupError(`A media worker cannot start: ${reason}`, { cause: error });
}

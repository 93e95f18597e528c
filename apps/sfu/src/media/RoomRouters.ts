import type { RtpCapabilities } from '@parley/protocol';
import type { types } from 'mediasoup';
import { SfuError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { MediaWorker } from './MediaWorker.ts';
import type { Lease } from './ProducerPipe.ts';
import { RoomRouter } from './RoomRouter.ts';
import type { WorkerPool } from './WorkerPool.ts';

/** A further router of a room and who is there. */
interface Branch {
  readonly worker: MediaWorker;
  readonly opening: Promise<RoomRouter>;
  readonly people: Set<string>;
}

export interface RoomRoutersOptions {
  pool: WorkerPool;
  /** The worker of the main router died: nothing is left to build on. */
  onFailed(): void;
  /** The worker of another router died, and with it the media of these people. */
  onBranchLost(ownerIds: readonly string[]): void;
}

/**
 * The routers of one room: the main one, where it began and where its voices are listened to, and others on further
 * workers for peers who came when that one was half full (adr/0004). Nobody who is there ever moves, unless their worker
 * dies.
 */
export class RoomRouters {
  readonly main: RoomRouter;
  readonly #options: RoomRoutersOptions;
  readonly #logger: Logger;
  readonly #branches = new Map<MediaWorker, Branch>();
  /** Where each producer came in, by its id. */
  readonly #origins = new Map<string, RoomRouter>();

  /** Waits where every worker is being replaced. @throws {SfuError} INTERNAL when none comes */
  static async create(options: RoomRoutersOptions, logger: Logger): Promise<RoomRouters> {
    const worker = options.pool.pick() ?? (await options.pool.nextWorker());
    if (worker === null) throw new SfuError('INTERNAL', { cause: new Error('no media worker is up') });
    return new RoomRouters(await RoomRouter.create(worker, logger), options, logger);
  }

  private constructor(main: RoomRouter, options: RoomRoutersOptions, logger: Logger) {
    this.main = main;
    this.#options = options;
    this.#logger = logger;
    main.router.on('workerclose', () => options.onFailed());
  }

  get closed(): boolean {
    return this.main.closed;
  }

  /** The router for a peer who comes now. {@link leave} gives the place back, also when the peer never came in. */
  async enter(ownerId: string): Promise<RoomRouter> {
    const own = [this.main.worker, ...this.#branches.keys()];
    const worker = this.#options.pool.place(own) ?? this.main.worker;
    if (worker === this.main.worker) return this.main;
    const branch = this.#branches.get(worker) ?? this.#branch(worker);
    branch.people.add(ownerId);
    return branch.opening;
  }

  leave(ownerId: string): void {
    this.#leaveAllBut(null, ownerId);
  }

  /** All that the peer has is on this router now: places that it had elsewhere are free. */
  settle(ownerId: string, home: RoomRouter): void {
    this.#leaveAllBut(home.worker, ownerId);
  }

  /** A producer came in on `router`. */
  adopt(producer: types.Producer, router: RoomRouter): void {
    this.#origins.set(producer.id, router);
    producer.observer.once('close', () => this.#origins.delete(producer.id));
  }

  /** Whether somebody with these capabilities can decode a producer, wherever the two are. */
  canConsume(producerId: string, rtpCapabilities: RtpCapabilities): boolean {
    const capabilities = rtpCapabilities as types.RtpCapabilities;
    return (
      this.#origins.get(producerId)?.router.canConsume({ producerId, rtpCapabilities: capabilities }) ?? false
    );
  }

  /** Makes a producer consumable on `router`, under its own id; null when it is gone. */
  async reach(producer: types.Producer, router: RoomRouter): Promise<Lease | null> {
    const origin = this.#origins.get(producer.id);
    return origin === undefined ? null : router.reach(producer, origin.router);
  }

  close(): void {
    for (const branch of [...this.#branches.values()]) this.#close(branch);
    this.main.close();
  }

  #leaveAllBut(worker: MediaWorker | null, ownerId: string): void {
    for (const branch of this.#branches.values()) {
      if (branch.worker === worker || !branch.people.delete(ownerId)) continue;
      if (branch.people.size === 0) this.#close(branch);
    }
  }

  #branch(worker: MediaWorker): Branch {
    const opening = RoomRouter.create(worker, this.#logger);
    const branch: Branch = { worker, opening, people: new Set() };
    this.#branches.set(worker, branch);
    opening.then(
      (router) => {
        // Those who asked for it have left meanwhile.
        if (this.closed || this.#branches.get(worker) !== branch) router.close();
        else router.router.on('workerclose', () => this.#onBranchLost(branch));
      },
      () => this.#branches.delete(worker),
    );
    this.#logger.info({ pid: worker.pid }, 'room takes a further worker');
    return branch;
  }

  #close(branch: Branch): void {
    this.#branches.delete(branch.worker);
    branch.opening.then(
      (router) => router.close(),
      () => undefined,
    );
  }

  #onBranchLost(branch: Branch): void {
    // Whoever comes next gets another router, also on this worker's successor.
    if (this.#branches.get(branch.worker) === branch) this.#branches.delete(branch.worker);
    if (!this.closed) this.#options.onBranchLost([...branch.people]);
  }
}

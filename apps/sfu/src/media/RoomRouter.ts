import type { types } from 'mediasoup';
import type { Logger } from '../logger.ts';
import { mediaCodecs } from './codecs.ts';
import type { MediaWorker } from './MediaWorker.ts';
import { type Lease, ProducerPipe } from './ProducerPipe.ts';

/** For a producer of the same router, which needs nothing. */
const AT_HOME: Lease = { release: () => undefined };

/** One router of a room, on one worker, with the pipes that lead to it. */
export class RoomRouter {
  readonly worker: MediaWorker;
  readonly router: types.Router;
  readonly #logger: Logger;
  /** By producer id: a producer is piped here once, whoever asks. */
  readonly #pipes = new Map<string, ProducerPipe>();

  static async create(worker: MediaWorker, logger: Logger): Promise<RoomRouter> {
    return new RoomRouter(worker, await worker.createRouter({ mediaCodecs }), logger);
  }

  private constructor(worker: MediaWorker, router: types.Router, logger: Logger) {
    this.worker = worker;
    this.router = router;
    this.#logger = logger;
    router.observer.once('close', () => this.#closePipes());
  }

  get closed(): boolean {
    return this.router.closed;
  }

  /** Makes a producer of `origin` consumable here, under its own id; null when it is gone. */
  async reach(producer: types.Producer, origin: types.Router): Promise<Lease | null> {
    if (producer.closed || this.closed) return null;
    if (origin === this.router) return AT_HOME;
    const pipe = this.#pipes.get(producer.id) ?? this.#open(producer, origin);
    return pipe.lease();
  }

  close(): void {
    this.router.close();
  }

  #open(producer: types.Producer, from: types.Router): ProducerPipe {
    const pipe = new ProducerPipe({
      producer,
      from,
      to: this.router,
      onClose: (error) => {
        this.#pipes.delete(producer.id);
        // What went away with one of its ends is no failure of the pipe.
        if (error === undefined || producer.closed || from.closed || this.closed) return;
        this.#logger.error({ err: error, producerId: producer.id }, 'pipe failed');
      },
    });
    this.#pipes.set(producer.id, pipe);
    return pipe;
  }

  #closePipes(): void {
    for (const pipe of this.#pipes.values()) pipe.close();
  }
}

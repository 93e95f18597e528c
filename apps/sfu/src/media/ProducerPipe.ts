import type { types } from 'mediasoup';

/** Somebody's need for a producer on a router; `release` ends it and may be called twice. */
export interface Lease {
  release(): void;
}

interface PipeEnds {
  readonly consumer: types.Consumer;
  readonly producer: types.Producer;
}

export interface ProducerPipeOptions {
  producer: types.Producer;
  from: types.Router;
  to: types.Router;
  /** The pipe is of no further use; called once, also when it could not be opened. */
  onClose(error: unknown): void;
}

/** A pipe outlives its last lease by this: somebody who pages back and forth does not open it anew each time. */
const LINGER_MS = 5000;

/**
 * One producer made consumable on another worker's router, with the same id, while somebody holds a lease on it. It
 * carries every layer: which one each subscriber gets is decided where the subscriber is.
 */
export class ProducerPipe {
  readonly #options: ProducerPipeOptions;
  /** One promise for all: two subscribers who come at once must not open two pipes. Null: it could not be opened. */
  readonly #opened: Promise<PipeEnds | null>;
  #ends: PipeEnds | null = null;
  #leases = 0;
  #lingerTimer: NodeJS.Timeout | null = null;
  #syncing = false;
  #closed = false;

  constructor(options: ProducerPipeOptions) {
    this.#options = options;
    this.#opened = this.#open();
    options.producer.observer.once('close', this.#close);
  }

  /** Resolves when the producer can be consumed on the other router; to null when it is gone. */
  async lease(): Promise<Lease | null> {
    this.#leases += 1;
    this.#stopLingering();
    const ends = await this.#opened;
    if (ends === null || this.#closed) return null;
    let held = true;
    return {
      release: () => {
        if (held) this.#release();
        held = false;
      },
    };
  }

  /** Idempotent. mediasoup ends the consumers of the far side with their producer. */
  close(): void {
    this.#close();
  }

  readonly #close = (error?: unknown): void => {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopLingering();
    const { observer } = this.#options.producer;
    observer.off('close', this.#close);
    observer.off('pause', this.#sync);
    observer.off('resume', this.#sync);
    this.#ends?.consumer.close();
    this.#ends?.producer.close();
    this.#options.onClose(error);
  };

  /** The far producer is paused when the original is. */
  readonly #sync = (): void => {
    if (this.#syncing) return;
    this.#syncing = true;
    this.#followPause()
      // Its worker died meanwhile: then the pipe is closed, and there is nothing to pause.
      .catch((error: unknown) => this.#close(error))
      .finally(() => (this.#syncing = false));
  };

  async #open(): Promise<PipeEnds | null> {
    const { producer, from, to } = this.#options;
    try {
      const { pipeConsumer, pipeProducer } = await from.pipeToRouter({
        producerId: producer.id,
        router: to,
        listenInfo: { protocol: 'udp', ip: '127.0.0.1' },
        enableSctp: false,
      });
      if (pipeConsumer === undefined || pipeProducer === undefined) throw new Error('no pipe');
      return this.#adopt({ consumer: pipeConsumer, producer: pipeProducer });
    } catch (error) {
      this.#close(error);
      return null;
    }
  }

  #adopt(ends: PipeEnds): PipeEnds | null {
    if (this.#closed || ends.producer.closed) {
      ends.consumer.close();
      this.#close();
      return null;
    }
    this.#ends = ends;
    // mediasoup follows pauses too, but nobody would hear of it when that fails: the rejection would end the process.
    ends.consumer.observer.removeAllListeners('pause');
    ends.consumer.observer.removeAllListeners('resume');
    const { observer } = this.#options.producer;
    observer.on('pause', this.#sync);
    observer.on('resume', this.#sync);
    ends.producer.observer.once('close', this.#close);
    this.#sync();
    return ends;
  }

  async #followPause(): Promise<void> {
    const { producer } = this.#options;
    const far = this.#ends?.producer;
    while (far !== undefined && !far.closed && far.paused !== producer.paused) {
      await (producer.paused ? far.pause() : far.resume());
    }
  }

  #release(): void {
    this.#leases -= 1;
    if (this.#leases > 0 || this.#closed) return;
    this.#lingerTimer = setTimeout(this.#close, LINGER_MS);
  }

  #stopLingering(): void {
    if (this.#lingerTimer !== null) clearTimeout(this.#lingerTimer);
    this.#lingerTimer = null;
  }
}

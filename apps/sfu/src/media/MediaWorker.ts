import type { types } from 'mediasoup';

/**
 * One mediasoup Worker with its WebRtcServer and a running count of what it carries, kept by mediasoup's own
 * observers, so that nobody has to report opening or closing anything.
 */
export class MediaWorker {
  readonly worker: types.Worker;
  readonly webRtcServer: types.WebRtcServer;
  #producerCount = 0;
  #consumerCount = 0;
  #routerCount = 0;

  constructor(worker: types.Worker, webRtcServer: types.WebRtcServer) {
    this.worker = worker;
    this.webRtcServer = webRtcServer;
    worker.observer.on('newrouter', (router) => this.#countRouter(router));
  }

  get pid(): number {
    return this.worker.pid;
  }

  get producerCount(): number {
    return this.#producerCount;
  }

  get consumerCount(): number {
    return this.#consumerCount;
  }

  get routerCount(): number {
    return this.#routerCount;
  }

  /** Work in units of one stream: mediasoup's cost is per stream received or forwarded. */
  get load(): number {
    return this.#producerCount + this.#consumerCount;
  }

  createRouter(options: types.RouterOptions): Promise<types.Router> {
    return this.worker.createRouter(options);
  }

  /** CPU seconds the worker's process has used since it started. */
  async cpuSeconds(): Promise<number> {
    const usage = await this.worker.getResourceUsage();
    return (usage.ru_utime + usage.ru_stime) / 1000;
  }

  close(): void {
    this.worker.close();
  }

  #countRouter(router: types.Router): void {
    this.#routerCount += 1;
    router.observer.once('close', () => (this.#routerCount -= 1));
    router.observer.on('newtransport', (transport) => {
      transport.observer.on('newproducer', (producer) => {
        this.#producerCount += 1;
        producer.observer.once('close', () => (this.#producerCount -= 1));
      });
      transport.observer.on('newconsumer', (consumer) => {
        this.#consumerCount += 1;
        consumer.observer.once('close', () => (this.#consumerCount -= 1));
      });
    });
  }
}

import type { types } from 'mediasoup';
import { nominalBps } from './nominalBps.ts';
import { expectedConsumers, NEWCOMER_MS, type Newcomer, type WorkerLoad } from './WorkerLoad.ts';

/**
 * One mediasoup Worker with its WebRtcServer, and what it carries: told by mediasoup's own observers, so that nobody
 * has to report opening or closing anything. Streams of people are counted apart from the server's own ones (pipes
 * between workers, taps), which would otherwise appear as people's.
 */
export class MediaWorker {
  readonly worker: types.Worker;
  readonly webRtcServer: types.WebRtcServer;
  readonly #consumers = new Set<types.Consumer>();
  #newcomers: Newcomer[] = [];
  #streamCount = 0;
  #producerCount = 0;
  #consumerCount = 0;
  #pipeCount = 0;
  #routerCount = 0;
  #cpuShare = 0;
  #lastCpu: { atMs: number; seconds: number } | null = null;

  constructor(worker: types.Worker, webRtcServer: types.WebRtcServer) {
    this.worker = worker;
    this.webRtcServer = webRtcServer;
    worker.observer.on('newrouter', (router) => this.#countRouter(router));
  }

  get pid(): number {
    return this.worker.pid;
  }

  /** Streams that people send to it. */
  get producerCount(): number {
    return this.#producerCount;
  }

  /** Streams that it has for people, paused ones included. */
  get consumerCount(): number {
    return this.#consumerCount;
  }

  /** Streams that it forwards now. */
  get activeConsumerCount(): number {
    return this.#active().length;
  }

  /** Streams that reach it from other workers. */
  get pipeCount(): number {
    return this.#pipeCount;
  }

  get routerCount(): number {
    return this.#routerCount;
  }

  /** Every stream in it, in and out, paused, piped and tapped ones included. */
  get streamCount(): number {
    return this.#streamCount;
  }

  /** CPU of its process between the last two samples, 1 being a whole core. */
  get cpuShare(): number {
    return this.#cpuShare;
  }

  get load(): WorkerLoad {
    const active = this.#active();
    return {
      cpuShare: this.#cpuShare,
      activeConsumers: expectedConsumers(active.length, this.#newcomers, performance.now()),
      mbps: active.reduce((sum, consumer) => sum + nominalBps(consumer), 0) / 1e6,
      streams: this.#streamCount,
      routers: this.#routerCount,
    };
  }

  createRouter(options: types.RouterOptions): Promise<types.Router> {
    return this.worker.createRouter(options);
  }

  /** A peer is about to come, whose load can only be guessed for a while. */
  expectPeer(): void {
    const nowMs = performance.now();
    this.#newcomers = this.#newcomers.filter(({ atMs }) => nowMs - atMs < NEWCOMER_MS);
    this.#newcomers.push({ atMs: nowMs, activeConsumersBefore: this.activeConsumerCount });
  }

  /** Measures the CPU since the call before. */
  async sample(): Promise<void> {
    const now = { atMs: performance.now(), seconds: await this.cpuSeconds() };
    const last = this.#lastCpu;
    this.#lastCpu = now;
    if (last !== null) this.#cpuShare = ((now.seconds - last.seconds) * 1000) / (now.atMs - last.atMs);
  }

  /** CPU seconds the worker's process has used since it started. */
  async cpuSeconds(): Promise<number> {
    const usage = await this.worker.getResourceUsage();
    return (usage.ru_utime + usage.ru_stime) / 1000;
  }

  close(): void {
    this.worker.close();
  }

  #active(): types.Consumer[] {
    return [...this.#consumers].filter((consumer) => !consumer.paused && !consumer.producerPaused);
  }

  #countRouter(router: types.Router): void {
    this.#routerCount += 1;
    router.observer.once('close', () => (this.#routerCount -= 1));
    router.observer.on('newtransport', (transport) => {
      transport.observer.on('newproducer', (producer) => {
        this.#countProducer(producer, transport.type);
        closeIfLate(producer, transport);
      });
      transport.observer.on('newconsumer', (consumer) => {
        this.#countConsumer(consumer, transport.type);
        closeIfLate(consumer, transport);
      });
    });
  }

  #countProducer(producer: types.Producer, from: types.TransportType): void {
    const count = (change: 1 | -1) => {
      this.#streamCount += change;
      if (from === 'webrtc') this.#producerCount += change;
      if (from === 'pipe') this.#pipeCount += change;
    };
    count(1);
    producer.observer.once('close', () => count(-1));
  }

  #countConsumer(consumer: types.Consumer, to: types.TransportType): void {
    const count = (change: 1 | -1) => {
      this.#streamCount += change;
      if (to === 'webrtc') this.#consumerCount += change;
    };
    count(1);
    this.#consumers.add(consumer);
    consumer.observer.once('close', () => {
      count(-1);
      this.#consumers.delete(consumer);
    });
  }
}

/**
 * mediasoup makes an object of the worker's answer even when the transport was closed while it was on its way. Nothing closes
 * that object again, and whoever holds or counts it does so for ever.
 */
function closeIfLate(made: types.Producer | types.Consumer, transport: types.Transport): void {
  if (transport.closed) made.close();
}

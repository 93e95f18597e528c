import type { Server } from 'node:http';
import { lanAddresses } from './addresses.ts';
import { createTokenVerifier } from './auth/tokens.ts';
import type { Config } from './config.ts';
import { Drain } from './Drain.ts';
import { ensureSelfSignedCertificate, readTlsFiles, type TlsIdentity } from './http/certificate.ts';
import { createApp } from './http/createApp.ts';
import { createIceServers } from './http/iceServers.ts';
import { createWebServer, listen } from './http/listen.ts';
import type { Logger } from './logger.ts';
import { WorkerPool } from './media/WorkerPool.ts';
import { Metrics } from './metrics.ts';
import { RoomRegistry } from './rooms/RoomRegistry.ts';
import { SignalingServer } from './signaling/SignalingServer.ts';
import { Storage } from './storage/Storage.ts';
import { WebhookJournal } from './webhooks/WebhookJournal.ts';
import { WebhookSender } from './webhooks/WebhookSender.ts';

interface SfuParts {
  storage: Storage;
  webhooks: WebhookSender | null;
  pool: WorkerPool;
  registry: RoomRegistry;
  metrics: Metrics;
  signaling: SignalingServer;
  webServer: Server;
}

/** A whole server: builds everything in order, and closes it in the opposite one. Nothing is global. */
export class Sfu implements AsyncDisposable {
  readonly config: Config;
  /** The port it listens on, also when the configuration says 0. */
  readonly port: number;
  readonly #parts: SfuParts;
  readonly #ready: { value: boolean };
  readonly #drain = new Drain();
  readonly #closed = Promise.withResolvers<null>();
  #closing: Promise<void> | null = null;

  /** @throws {StartupError} with a sentence for the operator */
  static async create(config: Config, logger: Logger): Promise<Sfu> {
    const tls = config.https ? await tlsIdentity(config) : null;
    const storage = new Storage(config, logger);
    let pool: WorkerPool;
    try {
      pool = await createPool(config, logger);
    } catch (error) {
      storage.close();
      throw error;
    }
    const ready = { value: false };
    const isReady = () => ready.value && pool.complete;
    const parts = assemble({ config, storage, pool, tls, isReady }, logger);
    try {
      const port = await listen(parts.webServer, config.port, config.host);
      parts.webhooks?.start();
      ready.value = true;
      return new Sfu(config, port, parts, ready);
    } catch (error) {
      await closeParts(parts);
      throw error;
    }
  }

  private constructor(config: Config, port: number, parts: SfuParts, ready: { value: boolean }) {
    this.config = config;
    this.port = port;
    this.#parts = parts;
    this.#ready = ready;
  }

  get pool(): WorkerPool {
    return this.#parts.pool;
  }

  get registry(): RoomRegistry {
    return this.#parts.registry;
  }

  get connectionCount(): number {
    return this.#parts.signaling.connectionCount;
  }

  /** Nothing of it runs any more, and its data folder is free. */
  get closed(): Promise<null> {
    return this.#closed.promise;
  }

  /** Where this machine's own programs reach it. */
  get localUrl(): string {
    const { host, https } = this.config;
    const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
    return `${https ? 'https' : 'http'}://${name.includes(':') ? `[${name}]` : name}:${this.port}`;
  }

  /**
   * Ends so that people can come back to the next process: nothing new begins, they are told, and after
   * `PARLEY_DRAIN_S`, or as soon as nobody is left, their connections break off and everything is closed. `close` cuts it short.
   */
  async drain(): Promise<void> {
    this.#ready.value = false;
    const { registry, signaling } = this.#parts;
    await this.#drain.run(registry, this.config.drainMs);
    // Nobody hears that the meeting is over: it goes on where they come back to.
    if (this.#closing === null) signaling.breakOff();
    await this.close();
  }

  /** Tells everyone, then closes rooms, connections and workers. Idempotent. */
  close(): Promise<void> {
    this.#ready.value = false;
    this.#drain.cutShort();
    this.#closing ??= closeParts(this.#parts).finally(() => this.#closed.resolve(null));
    return this.#closing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

interface Foundation {
  config: Config;
  storage: Storage;
  pool: WorkerPool;
  tls: TlsIdentity | null;
  isReady: () => boolean;
}

/** Everything above workers and storage. */
function assemble({ config, storage, pool, tls, isReady }: Foundation, logger: Logger): SfuParts {
  const webhooks = createWebhooks(config, storage, logger);
  const journal = storage.openJournal(new WebhookJournal((message) => webhooks?.post(message)));
  const verifyToken = config.tokenKeys.length > 0 ? createTokenVerifier(config.tokenKeys) : null;
  const iceServers = (userId: string) => createIceServers(config.iceServers, userId, Date.now());
  const registry = new RoomRegistry(
    {
      pool,
      storage: storage.rooms,
      continuity: storage.continuity,
      journal,
      iceServers,
      verifyToken,
    },
    config,
    logger,
  );
  storage.failures.tell(() => registry.announce());
  const metrics = new Metrics({ pool, registry, storage });
  const { records } = storage;
  const webServer = createWebServer(
    createApp({ config, pool, registry, records, metrics, isReady, logger }),
    tls,
    config,
  );
  const signaling = new SignalingServer(webServer, { ...config, registry, metrics }, logger);
  return { storage, webhooks, pool, registry, metrics, signaling, webServer };
}

async function closeParts(parts: SfuParts): Promise<void> {
  const { storage, webhooks, pool, registry, metrics, signaling, webServer } = parts;
  registry.close('shutdown');
  // Browsers keep idle connections open; the server would wait for them.
  webServer.closeIdleConnections();
  await signaling.close();
  pool.close();
  metrics.close();
  // What the rooms have said at their end is in the outbox, and is sent after the next start.
  webhooks?.close();
  storage.close();
}

function createPool(config: Config, logger: Logger): Promise<WorkerPool> {
  const options = {
    size: config.workers,
    workerBin: config.workerBin,
    addresses: config.mediaAddresses,
    firstPort: config.mediaPort,
    limits: config.workerLimits,
  };
  return WorkerPool.create(options, logger);
}

function createWebhooks({ webhooks }: Config, { outbox, failures }: Storage, logger: Logger) {
  if (webhooks === null || webhooks.urls.length === 0) return null;
  return new WebhookSender({ ...webhooks, outbox, survive: (work) => failures.surviveAside(work) }, logger);
}

function tlsIdentity({ tlsFiles, dataDir }: Config) {
  if (tlsFiles !== null) return readTlsFiles(tlsFiles);
  return ensureSelfSignedCertificate(dataDir, ['127.0.0.1', ...lanAddresses()]);
}

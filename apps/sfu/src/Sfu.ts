import type { Server } from 'node:http';
import { lanAddresses } from './addresses.ts';
import type { Config } from './config.ts';
import { ensureSelfSignedCertificate, readTlsFiles } from './http/certificate.ts';
import { createApp } from './http/createApp.ts';
import { createIceServers } from './http/iceServers.ts';
import { createWebServer, listen } from './http/listen.ts';
import type { Logger } from './logger.ts';
import { WorkerPool } from './media/WorkerPool.ts';
import { Metrics } from './metrics.ts';
import { RoomRegistry } from './rooms/RoomRegistry.ts';
import { SignalingServer } from './signaling/SignalingServer.ts';

interface SfuParts {
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
  #closing: Promise<void> | null = null;

  /** @throws {StartupError} with a sentence for the operator */
  static async create(config: Config, logger: Logger): Promise<Sfu> {
    const tls = config.https ? await tlsIdentity(config) : null;
    const pool = await WorkerPool.create(
      {
        size: config.workers,
        workerBin: config.workerBin,
        addresses: config.mediaAddresses,
        firstPort: config.mediaPort,
        limits: config.workerLimits,
      },
      logger,
    );
    const registry = new RoomRegistry(pool, config, logger);
    const metrics = new Metrics({ pool, registry });
    const ready = { value: false };
    const isReady = () => ready.value && pool.complete;
    const webServer = createWebServer(createApp({ config, pool, registry, metrics, isReady, logger }), tls);
    const iceServers = (userId: string) => createIceServers(config.iceServers, userId, Date.now());
    const { allowedOrigins } = config;
    const signaling = new SignalingServer(
      webServer,
      { registry, metrics, iceServers, allowedOrigins },
      logger,
    );
    const parts = { pool, registry, metrics, signaling, webServer };
    try {
      const port = await listen(webServer, config.port, config.host);
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

  /** Where this machine's own programs reach it. */
  get localUrl(): string {
    const { host, https } = this.config;
    const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
    return `${https ? 'https' : 'http'}://${name.includes(':') ? `[${name}]` : name}:${this.port}`;
  }

  /** Tells everyone, then closes rooms, connections and workers. Idempotent. */
  close(): Promise<void> {
    this.#ready.value = false;
    this.#closing ??= closeParts(this.#parts);
    return this.#closing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

async function closeParts({ pool, registry, metrics, signaling, webServer }: SfuParts): Promise<void> {
  registry.close('shutdown');
  // Browsers keep idle connections open; the server would wait for them.
  webServer.closeIdleConnections();
  await signaling.close();
  pool.close();
  metrics.close();
}

function tlsIdentity({ tlsFiles, dataDir }: Config) {
  if (tlsFiles !== null) return readTlsFiles(tlsFiles);
  return ensureSelfSignedCertificate(dataDir, ['127.0.0.1', ...lanAddresses()]);
}

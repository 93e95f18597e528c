import type { Inventory } from '@parley/sfu/testing/leftovers';
import { ChildService } from '../process/ChildService.ts';
import type { ServerApi, ServerUsage } from './serverProgram.ts';

const PROGRAM = new URL('./serverProgram.ts', import.meta.url);

/** A Parley server in a process of its own, on loopback and free ports, with one worker unless settings say otherwise. */
export class BenchServer implements AsyncDisposable {
  readonly url: string;
  readonly #service: ChildService<ServerApi>;

  /**
   * @param settings as an operator would set them in the environment
   * @param onLog told each line of its log
   */
  static async start(
    settings: Record<string, string> = {},
    onLog?: (line: string) => void,
  ): Promise<BenchServer> {
    const service = new ChildService<ServerApi>(PROGRAM, onLog ? { onLine: onLog } : {});
    try {
      return new BenchServer(service, await service.call('start', settings));
    } catch (error) {
      await service[Symbol.asyncDispose]();
      throw error;
    }
  }

  private constructor(service: ChildService<ServerApi>, url: string) {
    this.#service = service;
    this.url = url;
  }

  usage(): Promise<ServerUsage> {
    return this.#service.call('usage');
  }

  inventory(): Promise<Inventory> {
    return this.#service.call('inventory');
  }

  /** Frees what nobody needs any more. */
  collect(): Promise<void> {
    return this.#service.call('collect');
  }

  /** Memory after a collection, in bytes. */
  async settledBytes(): Promise<number> {
    await this.collect();
    const { nodeBytes, workerBytes } = await this.usage();
    return nodeBytes + workerBytes;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#service[Symbol.asyncDispose]();
  }
}

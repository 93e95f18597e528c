import { ChildService } from '../process/ChildService.ts';
import type { BareApi, BareRequest } from './bareProgram.ts';
import type { Received } from './Received.ts';

const PROGRAM = new URL('./bareProgram.ts', import.meta.url);

/** A mediasoup router without any server around it, and bots' endpoints that talk to it directly. */
export class BareMediasoup implements AsyncDisposable {
  readonly #service: ChildService<BareApi>;

  static async start(request: BareRequest): Promise<BareMediasoup> {
    const service = new ChildService<BareApi>(PROGRAM);
    try {
      await service.call('start', request);
      return new BareMediasoup(service);
    } catch (error) {
      await service[Symbol.asyncDispose]();
      throw error;
    }
  }

  private constructor(service: ChildService<BareApi>) {
    this.#service = service;
  }

  received(): Promise<Received> {
    return this.#service.call('received');
  }

  workerCpuMs(): Promise<number> {
    return this.#service.call('workerCpuMs');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#service[Symbol.asyncDispose]();
  }
}

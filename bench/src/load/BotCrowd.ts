import { ChildService } from '../process/ChildService.ts';
import type { BotsApi, JoinRequest } from './botsProgram.ts';
import type { Received } from './Received.ts';

const PROGRAM = new URL('./botsProgram.ts', import.meta.url);

/** Bots in a process of their own, in one room at a time. */
export class BotCrowd implements AsyncDisposable {
  readonly #service = new ChildService<BotsApi>(PROGRAM);

  async join(request: JoinRequest): Promise<void> {
    await this.#service.call('join', request);
  }

  received(): Promise<Received> {
    return this.#service.call('received');
  }

  async leave(): Promise<void> {
    await this.#service.call('leave');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#service[Symbol.asyncDispose]();
  }
}

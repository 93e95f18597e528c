import { randomUUID } from 'node:crypto';
import { ChildService } from '../process/ChildService.ts';
import type { Api } from '../process/serve.ts';
import { BenchServer } from '../server/BenchServer.ts';

/** A server and bots in a process of their own, which do what their program says: what measurements without pages need. */
export class MeetingRig<A extends Api> implements AsyncDisposable {
  readonly server: BenchServer;
  readonly bots: ChildService<A>;
  /** A room that nobody else uses. */
  readonly roomId = newRoomId();

  /**
   * @param program a TypeScript file that calls `serve` with the methods of `A`
   * @param settings of the server, as an operator would set them in the environment
   */
  static async start<A extends Api>(
    program: URL,
    settings: Record<string, string> = {},
  ): Promise<MeetingRig<A>> {
    return new MeetingRig<A>(await BenchServer.start(settings), new ChildService<A>(program));
  }

  private constructor(server: BenchServer, bots: ChildService<A>) {
    this.server = server;
    this.bots = bots;
  }

  /** Where the bots are to go. */
  get place(): { url: string; roomId: string } {
    return { url: this.server.url, roomId: this.roomId };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.bots[Symbol.asyncDispose]();
    await this.server[Symbol.asyncDispose]();
  }
}

export function newRoomId(): string {
  return `bench-${randomUUID().slice(0, 8)}`;
}

import type { EventName, EventOf } from '@parley/protocol';
import type { Page, WebSocketRoute } from 'playwright-core';

/** Socket.IO's frame type of an event in the default namespace. */
const EVENT = '42';

/**
 * Says things to a page in the server's name, over its real connection: for what the server says only after minutes of
 * bad luck, such as somebody's poor connection. Everything else goes through untouched.
 */
export class ServerMessages {
  #socket: WebSocketRoute | null = null;

  /** Before the page connects. */
  static async to(page: Page): Promise<ServerMessages> {
    const messages = new ServerMessages();
    await page.routeWebSocket(/\/socket\.io\//, (socket) => {
      messages.#socket = socket;
      socket.connectToServer();
    });
    return messages;
  }

  say<Name extends EventName>(name: Name, payload: EventOf<Name>): void {
    if (this.#socket === null) throw new Error('the page has not connected yet');
    this.#socket.send(`${EVENT}${JSON.stringify([name, payload])}`);
  }
}

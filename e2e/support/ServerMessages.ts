import type { ConnectionQuality, EventName, EventOf } from '@parley/protocol';
import type { Page, WebSocketRoute } from 'playwright-core';

/** Socket.IO's frame type of an event in the default namespace. */
const EVENT = '42';

/** Somebody, as far as messages say how well their connection does. */
interface Judged {
  id?: string;
  userId?: string;
  quality: ConnectionQuality;
}

/**
 * Says things to a page in the server's name, over its real connection: for what the server says only after minutes of
 * bad luck, such as somebody's poor connection. About that it has the only word, and all are good until it says something
 * else: a machine that is too busy loses packets, too. Everything else goes through untouched.
 */
export class ServerMessages {
  #socket: WebSocketRoute | null = null;
  readonly #said = new Map<string, ConnectionQuality>();

  /** Before the page connects. */
  static async to(page: Page): Promise<ServerMessages> {
    const messages = new ServerMessages();
    await page.routeWebSocket(/\/socket\.io\//, (socket) => {
      messages.#socket = socket;
      const server = socket.connectToServer();
      server.onMessage((message) => {
        socket.send(typeof message === 'string' ? messages.#corrected(message) : message);
      });
    });
    return messages;
  }

  say<Name extends EventName>(name: Name, payload: EventOf<Name>): void {
    if (this.#socket === null) throw new Error('the page has not connected yet');
    const text = JSON.stringify([name, payload], (_key, value: unknown) => {
      if (isJudged(value)) this.#said.set(idOf(value), value.quality);
      return value;
    });
    this.#socket.send(EVENT + text);
  }

  #corrected(message: string): string {
    if (!message.includes('"quality":')) return message;
    const [type = ''] = /^\d+/.exec(message) ?? [];
    const content: unknown = JSON.parse(message.slice(type.length), (_key, value: unknown) =>
      isJudged(value) ? { ...value, quality: this.#said.get(idOf(value)) ?? 'good' } : value,
    );
    return type + JSON.stringify(content);
  }
}

function isJudged(value: unknown): value is Judged {
  return typeof value === 'object' && value !== null && 'quality' in value;
}

function idOf({ id, userId }: Judged): string {
  return id ?? userId ?? '';
}

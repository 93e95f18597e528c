import type {
  Ack,
  ClientToServerEvents,
  EventName,
  EventOf,
  PayloadOf,
  RequestName,
  ResultOf,
  ServerToClientEvents,
} from '@parley/protocol';
import type { Sfu } from '../src/Sfu.ts';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';

/** What a client has to know of a server, which may be another process. */
export interface RunningServer {
  readonly localUrl: string;
  readonly pool: Pick<Sfu['pool'], 'rtpCapabilities'>;
}

/** From where it calls, and with which headers. */
export type ConnectOptions = Partial<ManagerOptions & SocketOptions> & {
  /** Taken by WebSockets in Node only. */
  localAddress?: string;
};

const TIMEOUT_MS = 15_000;

/** A bare protocol client: it can send anything, and remembers every event it got. */
export class TestClient implements Disposable {
  readonly events: { name: string; data: unknown }[] = [];
  readonly socket: Socket<ServerToClientEvents, ClientToServerEvents>;
  readonly #waiting = new Set<() => void>();

  private constructor(url: string, options: ConnectOptions) {
    this.socket = io(url, { transports: ['websocket'], reconnection: false, forceNew: true, ...options });
    this.socket.onAny((name: string, data: unknown) => {
      this.events.push({ name, data });
      for (const check of [...this.#waiting]) check();
    });
  }

  static async connect(
    sfu: Pick<RunningServer, 'localUrl'>,
    options: ConnectOptions = {},
  ): Promise<TestClient> {
    const client = new TestClient(sfu.localUrl, options);
    await new Promise<void>((resolve, reject) => {
      client.socket.once('connect', resolve);
      client.socket.once('connect_error', reject);
    });
    return client;
  }

  /** Connects and joins with what every router can do. */
  static async join(
    sfu: Sfu,
    roomId: string,
    displayName = 'Anna',
    more: Partial<PayloadOf<'join-room'>> = {},
  ) {
    const client = await TestClient.connect(sfu);
    const joined = await client.request('join-room', { ...joinPayload(sfu, roomId), displayName, ...more });
    return { client, joined };
  }

  /** Sends a request and gives its result. Throws the error's code when it is refused. */
  async request<N extends RequestName>(name: N, payload: PayloadOf<N>): Promise<ResultOf<N>> {
    const answer = (await this.send(name, payload)) as Ack<ResultOf<N>>;
    if (!answer.success) throw new Error(answer.error.code);
    return answer;
  }

  /** Sends anything at all and gives the raw ack. */
  send(name: string, ...args: unknown[]): Promise<unknown> {
    const socket = this.socket as unknown as Socket;
    return socket.timeout(TIMEOUT_MS).emitWithAck(name, ...args);
  }

  /** The first event of this name that has not been taken yet, now or soon. */
  async next<N extends EventName>(name: N): Promise<EventOf<N>> {
    const take = () => {
      const index = this.events.findIndex((event) => event.name === name);
      return index < 0 ? undefined : this.events.splice(index, 1)[0];
    };
    const event = take() ?? (await this.#wait(take, name));
    return event.data as EventOf<N>;
  }

  /** Breaks the connection without a goodbye, as a network does. */
  drop(): void {
    this.socket.io.engine.close();
  }

  close(): void {
    this.socket.disconnect();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #wait<T>(take: () => T | undefined, name: string): Promise<T> {
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        this.#waiting.delete(check);
      };
      const check = () => {
        const value = take();
        if (value === undefined) return;
        end();
        resolve(value);
      };
      const timer = setTimeout(() => {
        end();
        reject(new Error(`no ${name}; got ${this.events.map((event) => event.name).join(', ')}`));
      }, TIMEOUT_MS);
      this.#waiting.add(check);
    });
  }
}

export function joinPayload(sfu: RunningServer, roomId: string): PayloadOf<'join-room'> {
  const rtpCapabilities = sfu.pool.rtpCapabilities as PayloadOf<'join-room'>['rtpCapabilities'];
  return { roomId, displayName: 'Anna', rtpCapabilities };
}

let nextSsrc = 1000;

/** A VP8 camera in three layers, as a browser would offer it; nothing is sent. */
export function cameraParameters(): PayloadOf<'produce'>['rtpParameters'] {
  return {
    codecs: [{ mimeType: 'video/VP8', payloadType: 96, clockRate: 90000 }],
    encodings: [{ ssrc: nextSsrc++ }, { ssrc: nextSsrc++ }, { ssrc: nextSsrc++ }],
  };
}

/** An Opus microphone; nothing is sent. */
function microphoneParameters(): PayloadOf<'produce'>['rtpParameters'] {
  return {
    codecs: [{ mimeType: 'audio/opus', payloadType: 111, clockRate: 48000, channels: 2 }],
    encodings: [{ ssrc: nextSsrc++ }],
  };
}

/** Starts sending a camera, a screen or a microphone and returns the producer's id. */
export async function publish(
  client: TestClient,
  transportId: string,
  source: 'camera' | 'screen' | 'microphone',
): Promise<string> {
  const { producerId } = await client.request('produce', {
    transportId,
    kind: source === 'microphone' ? 'audio' : 'video',
    source,
    rtpParameters: source === 'microphone' ? microphoneParameters() : cameraParameters(),
    paused: false,
  });
  return producerId;
}

import type { Server as HttpServer } from 'node:http';
import { type ClientToServerEvents, limits, type ServerToClientEvents } from '@parley/protocol';
import { Server } from 'socket.io';
import { clientAddress } from '../clientAddress.ts';
import type { Logger } from '../logger.ts';
import { bindRequests, type Handlers } from './bindRequests.ts';
import { ConnectionLimit, type CountedConnection } from './ConnectionLimit.ts';
import { chatHandlers } from './handlers/chatHandlers.ts';
import { faultHandlers } from './handlers/faultHandlers.ts';
import { handHandlers } from './handlers/handHandlers.ts';
import { lobbyHandlers } from './handlers/lobbyHandlers.ts';
import { moderationHandlers } from './handlers/moderationHandlers.ts';
import { producerHandlers } from './handlers/producerHandlers.ts';
import { roomHandlers, type RoomHandlersContext } from './handlers/roomHandlers.ts';
import { ruleHandlers } from './handlers/ruleHandlers.ts';
import { subscriptionHandlers } from './handlers/subscriptionHandlers.ts';
import { transportHandlers } from './handlers/transportHandlers.ts';
import { limitBytes } from './InboundLimit.ts';
import { isAllowedOrigin } from './origin.ts';
import { RequestGuard } from './RequestGuard.ts';
import { Session } from './Session.ts';
import { VolatileBroadcast } from './VolatileBroadcast.ts';

export interface SignalingServerOptions extends RoomHandlersContext {
  /** Origins besides the server's own whose pages may connect. */
  allowedOrigins: readonly string[];
  /** Whether a proxy says from where somebody calls. */
  trustProxy: boolean;
  /** People who may call from one address. */
  peoplePerAddress: number;
  /** Rooms that one address may make in a minute. */
  newRoomsPerMinute: number;
}

/** Notices a dead connection after at most 15 s; a closed tab is noticed at once, by its socket. */
const PING_INTERVAL_MS = 10_000;
const PING_TIMEOUT_MS = 5_000;
/** A connection that does not say by then what it is for is closed. */
const CONNECT_TIMEOUT_MS = 10_000;

/** Socket.IO on the web server's port: a Session per connection. */
export class SignalingServer {
  readonly #io: Server<ClientToServerEvents, ServerToClientEvents>;

  constructor(httpServer: HttpServer, options: SignalingServerOptions, logger: Logger) {
    const handlers: Handlers = {
      ...roomHandlers(options),
      ...lobbyHandlers(options),
      ...ruleHandlers(options),
      ...moderationHandlers,
      ...handHandlers,
      ...transportHandlers,
      ...producerHandlers,
      ...subscriptionHandlers,
      ...chatHandlers,
      ...faultHandlers(options),
    };
    const guard = new RequestGuard(options);
    const connections = new ConnectionLimit(options);
    limitBytes(httpServer);
    this.#io = new Server(httpServer, {
      serveClient: false,
      pingInterval: PING_INTERVAL_MS,
      pingTimeout: PING_TIMEOUT_MS,
      connectTimeout: CONNECT_TIMEOUT_MS,
      maxHttpBufferSize: limits.messageMaxBytes,
      allowRequest: (request, decide) => {
        const { origin, host } = request.headers;
        decide(null, isAllowedOrigin(origin, host, options.allowedOrigins) && connections.allows(request));
      },
    });
    this.#io.engine.on('connection', (connection: CountedConnection) => connections.count(connection));
    const volatile = new VolatileBroadcast(this.#io);
    this.#io.on('connection', (socket) => {
      const { handshake } = socket;
      handshake.address = clientAddress(handshake.headers, handshake.address, options.trustProxy);
      const session = new Session(socket, (name, data) => volatile.add(socket.id, name, data));
      const sessionLogger = logger.child({ sessionId: session.id });
      bindRequests(socket, session, { handlers, guard, logger: sessionLogger });
      socket.on('disconnect', (reason) => {
        sessionLogger.debug({ reason }, 'disconnected');
        // The one reason that is the client's own decision; all others may be an accident of the network.
        session.disconnected(reason === 'client namespace disconnect');
      });
    });
  }

  get connectionCount(): number {
    return this.#io.engine.clientsCount;
  }

  /** Ends every connection without a word, as an accident of the network would: clients come back by themselves. */
  breakOff(): void {
    this.#io.disconnectSockets(true);
  }

  /** Ends every connection and, with it, the HTTP server that carries them. */
  async close(): Promise<void> {
    await this.#io.close();
  }
}

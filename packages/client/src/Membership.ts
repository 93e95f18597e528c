import type { ResultOf } from '@parley/protocol';
import { SignalError } from './errors.ts';
import { MediaSession } from './MediaSession.ts';
import { toWireCapabilities } from './mediaTypes.ts';
import type { PreparedMedia } from './prepareMedia.ts';
import type { Publisher } from './Publisher.ts';
import type { RoomStore } from './RoomStore.ts';
import type { SignalClient } from './SignalClient.ts';
import { replaceUsers } from './users.ts';
import type { ViewReporter } from './ViewReporter.ts';

export interface JoinOptions {
  roomId: string;
  displayName: string;
}

export interface MembershipOptions {
  signal: SignalClient;
  store: RoomStore;
  publisher: Publisher;
  views: ViewReporter;
  prepareMedia: () => Promise<PreparedMedia>;
  /** There is no way back into the room. */
  onLost: () => void;
  onProblem: (problem: unknown) => void;
}

/** What it takes to come back. */
type Ticket = JoinOptions & { resumeToken: string };

/** Joining anew in a fast loop would help nobody and bother everyone. */
const MIN_REJOIN_INTERVAL_MS = 10_000;
/** Answers after which asking again on a new connection makes sense. */
const TRANSIENT_CODES: readonly string[] = ['TIMEOUT', 'DISCONNECTED', 'RATE_LIMITED', 'SHUTTING_DOWN'];

/**
 * Gets into a room and stays there: resumes the session when the connection was lost, leaving media alone, and joins
 * again when the server has forgotten the session or the media connection is beyond repair.
 */
export class Membership {
  readonly #options: MembershipOptions;
  /** Null while not in a room. */
  #ticket: Ticket | null = null;
  #session: MediaSession | null = null;
  #recovering = false;
  #rejoinedAtMs = -Infinity;
  #rejoinTimer: ReturnType<typeof setTimeout> | null = null;
  #closed = false;

  constructor(options: MembershipOptions) {
    this.#options = options;
  }

  /** The media of the current join. */
  get session(): MediaSession | null {
    return this.#session;
  }

  /** One round trip, when everything is prepared. @throws {SignalError} */
  async enter({ roomId, displayName }: JoinOptions): Promise<void> {
    const { signal, prepareMedia } = this.#options;
    const [prepared] = await Promise.all([prepareMedia(), signal.connect()]);
    const held = signal.hold();
    try {
      const joined = await signal.request('join-room', {
        roomId,
        displayName,
        rtpCapabilities: toWireCapabilities(prepared.device.recvRtpCapabilities),
        ...(prepared.identity && { dtlsFingerprints: prepared.identity.fingerprints }),
      });
      if (this.#isClosed()) throw new SignalError('DISCONNECTED'); // the server is told by whoever closed
      this.#ticket = { roomId: joined.roomId, displayName, resumeToken: joined.resumeToken };
      this.#show(joined);
      this.#session = new MediaSession({ ...this.#options, ...prepared, joined, onBroken: this.onBroken });
      this.#options.views.start();
    } finally {
      held.release();
    }
  }

  /** The connection to the server is lost; media may well go on. */
  onConnectionLost(): void {
    if (this.#ticket === null) return;
    this.#options.views.stop();
    this.#options.store.update({ status: 'reconnecting' });
  }

  onReconnected(): void {
    void this.#recover(this.#resumeOrRejoin);
  }

  /** The media connection, or what we think the server knows, is beyond repair. */
  readonly onBroken = (cause: unknown): void => {
    this.#options.onProblem(cause);
    if (this.#ticket === null || this.#rejoinTimer !== null) return;
    const sinceLastMs = performance.now() - this.#rejoinedAtMs;
    this.#rejoinTimer = setTimeout(this.#leaveAndRejoin, Math.max(0, MIN_REJOIN_INTERVAL_MS - sinceLastMs));
  };

  /** Ends all media and gives up the way back; does not tell the server. Idempotent. */
  close(): void {
    this.#closed = true;
    this.#ticket = null;
    this.#clearRejoinTimer();
    this.#options.views.stop();
    this.#session?.close();
    this.#session = null;
  }

  /** Runs one way back at a time; gives up when it is barred, tries anew when it is only interrupted. */
  async #recover(comeBack: (ticket: Ticket) => Promise<void>): Promise<void> {
    if (this.#ticket === null || this.#recovering) return;
    const { signal, onLost, onProblem } = this.#options;
    this.#recovering = true;
    try {
      await comeBack(this.#ticket);
    } catch (error) {
      if (this.#isClosed()) return;
      onProblem(error);
      if (error instanceof SignalError && TRANSIENT_CODES.includes(error.code)) signal.reconnect();
      else onLost();
    } finally {
      this.#recovering = false;
    }
  }

  readonly #leaveAndRejoin = (): void => {
    this.#rejoinTimer = null;
    const { signal, store } = this.#options;
    if (!signal.connected) return; // coming back will show what is still broken
    store.update({ status: 'reconnecting' });
    void this.#recover(async (ticket) => {
      await signal.request('leave-room', {});
      await this.#rejoin(ticket);
    });
  };

  readonly #resumeOrRejoin = async (ticket: Ticket): Promise<void> => {
    const { signal, views } = this.#options;
    const held = signal.hold();
    try {
      const resumed = await signal.request('resume-session', { resumeToken: ticket.resumeToken });
      if (this.#isClosed()) return;
      this.#show(resumed);
      this.#session?.resume(resumed.consumers);
      views.start();
    } catch (error) {
      if (!(error instanceof SignalError) || error.code !== 'SESSION_NOT_FOUND') throw error;
      await this.#rejoin(ticket);
    } finally {
      held.release();
    }
  };

  /** New transports, the same room, name and sources. */
  async #rejoin(ticket: Ticket): Promise<void> {
    this.#rejoinedAtMs = performance.now();
    this.#clearRejoinTimer();
    this.#session?.close();
    this.#session = null;
    await this.enter(ticket);
  }

  #show({ roomId, userId, quality, room, existingUsers, chat }: ResultOf<'resume-session'>): void {
    const { store } = this.#options;
    store.update({
      status: 'joined',
      roomId,
      userId,
      quality,
      room,
      users: replaceUsers(store.getSnapshot().users, existingUsers),
      chat,
      activeSpeakerId: room.activeSpeakerId,
    });
  }

  #clearRejoinTimer(): void {
    if (this.#rejoinTimer !== null) clearTimeout(this.#rejoinTimer);
    this.#rejoinTimer = null;
  }

  /** A method, because TypeScript would take the field's value from before an `await` for granted. */
  #isClosed(): boolean {
    return this.#closed;
  }
}

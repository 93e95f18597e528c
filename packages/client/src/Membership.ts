import type { EventOf, PayloadOf, ResultOf } from '@parley/protocol';
import { SignalError } from './errors.ts';
import { LobbyWait } from './LobbyWait.ts';
import { type GrantedMedia, MediaSession } from './MediaSession.ts';
import { toWireCapabilities } from './mediaTypes.ts';
import type { PreparedMedia } from './prepareMedia.ts';
import type { Publisher } from './Publisher.ts';
import { randomId } from './randomId.ts';
import type { RoomStore } from './RoomStore.ts';
import type { SignalClient } from './SignalClient.ts';
import { replaceUsers } from './users.ts';
import type { ViewReporter } from './ViewReporter.ts';

export interface JoinOptions {
  roomId: string;
  displayName: string;
  passcode?: string;
  /** A JSON Web Token of a deployment that lets in only whom it has invited. */
  token?: string;
  /** Makes the host, past passcode, lobby and lock. */
  hostKey?: string;
  /** A random id that is kept, so that the place in a lobby outlives the page. Default: one for this client. */
  guestId?: string;
}

export interface MembershipOptions {
  signal: SignalClient;
  store: RoomStore;
  publisher: Publisher;
  views: ViewReporter;
  prepareMedia: () => Promise<PreparedMedia>;
  /** There is no way back into the room, and why. */
  onLost: (cause: unknown) => void;
  onProblem: (problem: unknown) => void;
  /** What is told once and did not arrive. */
  onMissed: (missed: ResultOf<'resume-session'>['missed']) => void;
}

/** What it takes to come back. */
interface Ticket {
  door: JoinOptions;
  resumeToken: string;
}

/** That one may come in: because a host has said so, or because one was inside before. */
type Proof = Pick<PayloadOf<'join-room'>, 'admission' | 'resumeToken'>;

/** Joining anew in a fast loop would help nobody and bother everyone. */
const MIN_REJOIN_INTERVAL_MS = 10_000;
/** Answers that mean: a host has to let one in. */
const WAIT_CODES: readonly string[] = ['LOBBY_REQUIRED', 'HOST_ABSENT'];
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
  /** What every media session of this client is made with. */
  #prepared: PreparedMedia | null = null;
  readonly #lobby: LobbyWait;
  readonly #guestId = randomId();
  /** The number of the last event that is told once. */
  #heard = 0;
  #recovery: Promise<void> | null = null;
  #rejoinedAtMs = -Infinity;
  #rejoinTimer: ReturnType<typeof setTimeout> | null = null;
  #closed = false;

  constructor(options: MembershipOptions) {
    this.#options = options;
    this.#lobby = new LobbyWait(options);
  }

  /** The media of the current join. */
  get session(): MediaSession | null {
    return this.#session;
  }

  /**
   * One round trip, when everything is prepared, and nobody has to let one in.
   * @param before Of who one was in this meeting.
   * @throws {SignalError} also DENIED and MEETING_OVER, after waiting.
   */
  async enter(door: JoinOptions, before: Proof = {}): Promise<void> {
    const { signal, prepareMedia } = this.#options;
    const known = { guestId: this.#guestId, ...door };
    const [prepared] = await Promise.all([prepareMedia(), signal.connect()]);
    let proof = before;
    let waited = false;
    for (;;) {
      try {
        await this.#tryToEnter(known, prepared, proof);
        return;
      } catch (error) {
        if (this.#isClosed() || !leadsToLobby(error, waited)) throw error;
        if (error.code !== 'DISCONNECTED' && !WAIT_CODES.includes(error.code)) signal.reconnect();
      }
      const { roomId, displayName, passcode, token, guestId } = known;
      waited = true;
      const admission = await this.#lobby.wait({
        roomId,
        displayName,
        guestId,
        ...(passcode !== undefined && { passcode }),
        ...(token !== undefined && { token }),
      });
      if (admission !== null) proof = { ...before, admission };
    }
  }

  async #tryToEnter(door: JoinOptions, prepared: PreparedMedia, proof: Proof): Promise<void> {
    const { signal, store } = this.#options;
    const held = signal.hold();
    try {
      const joined = await signal.request('join-room', {
        ...door,
        rtpCapabilities: toWireCapabilities(prepared.device.recvRtpCapabilities),
        ...(prepared.identity && { dtlsFingerprints: prepared.identity.fingerprints }),
        ...proof,
      });
      signal.onRecognized();
      if (this.#isClosed()) throw new SignalError('DISCONNECTED'); // the server is told by whoever closed
      this.#ticket = { door: { ...door, roomId: joined.roomId }, resumeToken: joined.resumeToken };
      this.#heard = 0;
      store.update({ faultsAllowed: joined.faults === true });
      this.#show(joined);
      this.#prepared = prepared;
      this.#beginSession(joined);
      this.#options.views.start();
    } finally {
      held.release();
    }
  }

  /** The connection to the server is lost; media may well go on. */
  onConnectionLost(): void {
    if (this.#ticket === null || this.#lobby.active) return;
    this.#options.views.stop();
    this.#options.store.update({ status: 'reconnecting' });
  }

  onReconnected(): void {
    if (this.#ticket === null) this.#options.signal.onRecognized();
    if (this.#lobby.active) this.#lobby.onReconnected();
    else void this.#recover(this.#resumeOrRejoin);
  }

  /** Whether an event that is told once has not been heard: its number may be told again. */
  isNews(number = this.#heard + 1): boolean {
    if (number <= this.#heard) return false;
    this.#heard = number;
    return true;
  }

  onStillWaiting(event: EventOf<'still-waiting'>): void {
    this.#lobby.onStillWaiting(event);
  }

  onAdmitted(event: EventOf<'admitted'>): void {
    this.#lobby.onAdmitted(event);
  }

  onDenied(event: EventOf<'denied'>): void {
    this.#lobby.onDenied(event);
  }

  /** A host has sent me back to the lobby: all media ends, and I wait as if I came for the first time. */
  onReturned(): void {
    if (this.#ticket === null) return;
    this.#options.views.stop();
    this.#lobby.showReturned();
    this.#endSession();
    const { store } = this.#options;
    store.update({ users: [], lobby: [], self: null, room: null, userId: null, mediaConnection: 'new' });
    // A resume that has just been answered is still being put away.
    void Promise.resolve(this.#recovery).then(() =>
      this.#recover((ticket) => this.enter(doorOf(ticket, store))),
    );
  }

  /** Gives up waiting, where that is what is going on. Never fails. */
  async tellLeavingLobby(): Promise<void> {
    await this.#lobby.tellLeaving();
  }

  /** The media connection, or what we think the server knows, is beyond repair. */
  readonly onBroken = (cause: unknown): void => {
    this.#options.onProblem(cause);
    if (this.#ticket === null || this.#rejoinTimer !== null) return;
    const sinceLastMs = performance.now() - this.#rejoinedAtMs;
    this.#rejoinTimer = setTimeout(this.#leaveAndRejoin, Math.max(0, MIN_REJOIN_INTERVAL_MS - sinceLastMs));
  };

  /** The server has lost all media of mine, not me: there are new ones in a moment. */
  onMediaLost(): void {
    this.#clearRejoinTimer();
    this.#endSession();
    if (this.#ticket !== null) this.#options.store.update({ mediaConnection: 'disconnected' });
  }

  onMediaReset(granted: GrantedMedia): void {
    if (this.#ticket === null || this.#lobby.active) return;
    this.#beginSession(granted);
    this.#options.views.stop();
    this.#options.views.start();
  }

  /** Ends all media and gives up the way back; does not tell the server. Idempotent. */
  close(): void {
    this.#closed = true;
    this.#ticket = null;
    this.#clearRejoinTimer();
    this.#lobby.close();
    this.#options.views.stop();
    this.#endSession();
  }

  #beginSession(joined: GrantedMedia): void {
    if (this.#prepared === null) return;
    this.#clearRejoinTimer();
    this.#endSession();
    this.#session = new MediaSession({
      ...this.#options,
      ...this.#prepared,
      joined,
      onBroken: this.onBroken,
    });
  }

  #endSession(): void {
    this.#session?.close();
    this.#session = null;
  }

  /** Runs one way back at a time; gives up when it is barred, tries anew when it is only interrupted. */
  #recover(comeBack: (ticket: Ticket) => Promise<void>): Promise<void> {
    if (this.#ticket === null) return Promise.resolve();
    this.#recovery ??= this.#goBack(this.#ticket, comeBack).finally(() => {
      this.#recovery = null;
    });
    return this.#recovery;
  }

  async #goBack(ticket: Ticket, comeBack: (ticket: Ticket) => Promise<void>): Promise<void> {
    const { signal, onLost, onProblem } = this.#options;
    try {
      await comeBack(ticket);
    } catch (error) {
      if (this.#isClosed()) return;
      onProblem(error);
      if (error instanceof SignalError && TRANSIENT_CODES.includes(error.code)) signal.reconnect();
      else onLost(error);
    }
  }

  readonly #leaveAndRejoin = (): void => {
    this.#rejoinTimer = null;
    const { signal, store } = this.#options;
    if (!signal.ready) return; // coming back will show what is still broken
    store.update({ status: 'reconnecting' });
    void this.#recover(async (ticket) => {
      await signal.request('leave-room', {});
      await this.#rejoin(ticket);
    });
  };

  readonly #resumeOrRejoin = async (ticket: Ticket): Promise<void> => {
    const { signal, views, onMissed } = this.#options;
    const held = signal.hold();
    try {
      const { resumeToken } = ticket;
      const resumed = await signal.request('resume-session', { resumeToken, heard: this.#heard });
      signal.onRecognized();
      if (this.#isClosed()) return;
      this.#show(resumed);
      // Before anything is applied again: a wish from before must not undo what a host has done.
      onMissed(resumed.missed);
      // Other transports: they were lost while nobody could say so.
      if (this.#session?.isOf(resumed.sendTransport) === true) this.#session.resume(resumed.consumers);
      else this.#beginSession(resumed);
      views.start();
    } catch (error) {
      if (!(error instanceof SignalError) || error.code !== 'SESSION_NOT_FOUND') throw error;
      await this.#rejoin(ticket);
    } finally {
      held.release();
    }
  };

  /** New transports, the same room, name, role and sources. */
  async #rejoin(ticket: Ticket): Promise<void> {
    this.#rejoinedAtMs = performance.now();
    this.#clearRejoinTimer();
    this.#endSession();
    const { resumeToken } = ticket;
    await this.enter(doorOf(ticket, this.#options.store), { resumeToken });
  }

  #show(snapshot: Omit<ResultOf<'resume-session'>, 'missed'>): void {
    const { roomId, userId, self, room, existingUsers, chat, lobby } = snapshot;
    const { store } = this.#options;
    store.update({
      status: 'joined',
      waiting: null,
      roomId,
      userId,
      displayName: self.displayName,
      self,
      room,
      lobby,
      users: replaceUsers(store.getSnapshot().users, existingUsers),
      chat,
      activeSpeakerId: room.activeSpeakerId,
      serverStopsAtMs: null,
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

/** Whether an answer at the door means that a host has to let one in. */
function leadsToLobby(error: unknown, waited: boolean): error is SignalError {
  if (!(error instanceof SignalError)) return false;
  // Whoever has waited does not lose their place because the last step was only interrupted.
  return WAIT_CODES.includes(error.code) || (waited && TRANSIENT_CODES.includes(error.code));
}

/** The way in with the name that one has now: a host may have given another one. */
function doorOf({ door }: Ticket, store: RoomStore): JoinOptions {
  return { ...door, displayName: store.getSnapshot().displayName ?? door.displayName };
}

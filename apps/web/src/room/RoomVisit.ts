import {
  MediaError,
  type RoomClient,
  type RoomSnapshot,
  SignalError,
  type SignalErrorCode,
  type Waiting,
} from '@parley/client';
import type { RecordAccess } from '@parley/protocol';
import { audioPool } from '../platform/AudioPool.ts';
import { guestId } from './guestId.ts';
import { forgetHostKey, readHostKey, rememberHostKey } from './hostKeys.ts';
import { takeLinkSecrets } from './linkSecrets.ts';
import { forgetLoadedAgain, mayLoadAgain } from './loadedAgain.ts';
import { Meeting } from './meeting.ts';
import { quietMoment } from './quietMoment.ts';
import { type Refusal, isRefusal } from './refusals.ts';
import { readToken, rememberToken } from './tokens.ts';
import { rememberRoom } from './useRecentRooms.ts';
import { readWantedMedia } from './wantedMedia.ts';

/** Why preparing or joining failed: a code of the protocol, or that the server could not be asked. */
export type JoinProblem = SignalErrorCode;
export type EndReason = NonNullable<RoomSnapshot['closeReason']>;

/** What this device can show at the door. */
export interface Credentials {
  readonly isHost: boolean;
  readonly hasToken: boolean;
}

const storage = () => sessionStorage;

export type VisitSnapshot =
  | { phase: 'closed' }
  /**
   * `problem`: why preparing or joining failed, to be shown. Pressing Join again is possible, from `retryAtMs` (since the
   * epoch) on where the server has said when.
   */
  | {
      phase: 'prejoin';
      meeting: Meeting;
      joining: boolean;
      problem: JoinProblem | null;
      retryAtMs: number | null;
      credentials: Credentials;
    }
  /** In front of the room, until a host lets one in; also when a host has sent one back. */
  | { phase: 'waiting'; meeting: Meeting; waiting: Waiting; displayName: string }
  | { phase: 'call'; meeting: Meeting; client: RoomClient }
  /** There is no way in now. */
  | { phase: 'refused'; refusal: Refusal }
  /** `record`: for hosts; it may come a moment later. */
  | { phase: 'ended'; reason: EndReason; roomName: string; record: RecordAccess | null };

/**
 * One person's visit to one room: pre-join, perhaps the lobby, call, ended, and back to pre-join. It owns the meeting:
 * whatever ends the call or the visit closes it, so that no camera stays on.
 */
export class RoomVisit {
  readonly roomId: string;
  #snapshot: VisitSnapshot = { phase: 'closed' };
  #unwatch: (() => void) | null = null;
  /** Whether the first join is under way: then it decides when the call begins. */
  #joining = false;
  readonly #listeners = new Set<() => void>();
  readonly #preloadPages: () => void;

  /** @param preloadPages fetches the pages behind the door; called when there is time for it, or none left */
  constructor(roomId: string, preloadPages: () => void) {
    this.roomId = roomId;
    this.#preloadPages = preloadPages;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): VisitSnapshot => this.#snapshot;

  /** Starts the devices, then prepares the connection while the person looks at themselves. Also "rejoin". */
  open(): void {
    if ('meeting' in this.#snapshot) return;
    this.#stopWatching();
    this.takeSecrets();
    const meeting = new Meeting();
    this.#showDoor(meeting, null);
    const devices = meeting.media.start(readWantedMedia());
    this.#prepare(meeting, devices).catch((error: unknown) => this.#fail(meeting, error));
  }

  /** Keeps what the address carries behind its `#`; another link to the same room may be opened in the same tab. */
  takeSecrets(): void {
    const { hostKey, token } = takeLinkSecrets();
    if (hostKey !== null) rememberHostKey(this.roomId, hostKey);
    if (token !== null) rememberToken(this.roomId, token);
    const snapshot = this.#snapshot;
    if (snapshot.phase === 'prejoin') this.#set({ ...snapshot, credentials: this.#credentials() });
    // Whoever was turned away and opens a better link in the same tab wants to try it.
    if (snapshot.phase === 'refused' && (hostKey !== null || token !== null)) this.open();
  }

  async join(displayName: string, passcode: string | null): Promise<void> {
    const snapshot = this.#snapshot;
    if (snapshot.phase !== 'prejoin' || this.#joining) return;
    const { meeting } = snapshot;
    audioPool.prime(); // within the tap on Join
    this.#joining = true;
    this.#set({ ...snapshot, joining: true, problem: null, retryAtMs: null });
    try {
      const connecting = this.#connect(meeting);
      this.#preloadPages();
      const client = await connecting;
      if (!this.#owns(meeting)) return;
      await client.join({ roomId: this.roomId, displayName, ...this.#door(passcode) });
      if (!this.#owns(meeting)) return;
      rememberRoom({ roomId: this.roomId, joinedAt: Date.now() });
      this.#set({ phase: 'call', meeting, client });
    } catch (error) {
      // A script is missing. Name and secrets are kept.
      if (meeting.client === null && this.#owns(meeting) && mayLoadAgain(storage)) location.reload();
      else this.#fail(meeting, error);
    } finally {
      this.#joining = false;
    }
  }

  /** Stops waiting in the lobby, or gives up before the door. */
  refuse(refusal: Refusal): void {
    if (!('meeting' in this.#snapshot)) return;
    this.#release();
    this.#set({ phase: 'refused', refusal });
  }

  close(): void {
    this.#release();
    this.#set({ phase: 'closed' });
  }

  async #prepare(meeting: Meeting, devices: Promise<void>): Promise<void> {
    await quietMoment(devices);
    if (!this.#owns(meeting)) return;
    const connecting = this.#connect(meeting);
    this.#preloadPages();
    const client = await connecting;
    if (this.#owns(meeting)) await client.prepare();
  }

  async #connect(meeting: Meeting): Promise<RoomClient> {
    const client = await meeting.load();
    forgetLoadedAgain(storage);
    if (this.#owns(meeting)) this.#unwatch ??= client.store.subscribe(() => this.#follow(meeting, client));
    return client;
  }

  #follow(meeting: Meeting, client: RoomClient): void {
    const { status, waiting, displayName, record } = client.store.getSnapshot();
    if (this.#snapshot.phase === 'ended') {
      if (record !== this.#snapshot.record) this.#set({ ...this.#snapshot, record });
      return;
    }
    if (!this.#owns(meeting)) return;
    if (status === 'waiting' && waiting !== null) {
      this.#set({ phase: 'waiting', meeting, waiting, displayName: displayName ?? '' });
    } else if (status === 'joined' && this.#snapshot.phase === 'waiting' && !this.#joining) {
      this.#set({ phase: 'call', meeting, client });
    } else if (status === 'closed' && !this.#joining) {
      this.#showEnd(meeting, client);
    }
  }

  #showEnd(meeting: Meeting, client: RoomClient): void {
    const { closeReason, record, room } = client.store.getSnapshot();
    const roomName = room?.settings.name ?? '';
    this.#set({ phase: 'ended', reason: closeReason ?? 'left', roomName, record });
    meeting.close();
  }

  #fail(meeting: Meeting, error: unknown): void {
    const problem = problemOf(error);
    if (problem === 'INTERNAL') reportError(error);
    if (!this.#owns(meeting)) return;
    const { client } = meeting;
    if (client?.store.getSnapshot().status === 'closed') {
      this.#showEnd(meeting, client);
      return;
    }
    // Kept no longer: the next attempt goes without it.
    if (problem === 'WRONG_HOST_KEY') forgetHostKey(this.roomId);
    if (isRefusal(problem)) this.refuse(problem);
    else if (this.#snapshot.phase === 'prejoin' || this.#snapshot.phase === 'waiting') {
      this.#showDoor(meeting, problem, retryAtMsOf(error));
    }
  }

  #showDoor(meeting: Meeting, problem: JoinProblem | null, retryAtMs: number | null = null): void {
    const credentials = this.#credentials();
    this.#set({ phase: 'prejoin', meeting, joining: false, problem, retryAtMs, credentials });
  }

  /** All that this device has for the door; what is not needed there is not asked for. */
  #door(passcode: string | null) {
    const [hostKey, token] = [readHostKey(this.roomId), readToken(this.roomId)];
    return {
      guestId: guestId(),
      ...(passcode !== null && { passcode }),
      ...(hostKey !== null && { hostKey }),
      ...(token !== null && { token }),
    };
  }

  #credentials(): Credentials {
    return { isHost: readHostKey(this.roomId) !== null, hasToken: readToken(this.roomId) !== null };
  }

  /** False when the visit was closed or begun anew while something was awaited. */
  #owns(meeting: Meeting): boolean {
    return 'meeting' in this.#snapshot && this.#snapshot.meeting === meeting;
  }

  #release(): void {
    this.#stopWatching();
    if ('meeting' in this.#snapshot) this.#snapshot.meeting.close();
  }

  #stopWatching(): void {
    this.#unwatch?.();
    this.#unwatch = null;
  }

  #set(snapshot: VisitSnapshot): void {
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener();
  }
}

function retryAtMsOf(error: unknown): number | null {
  const retryAfterS = error instanceof SignalError ? error.retryAfterS : null;
  return retryAfterS === null ? null : Date.now() + retryAfterS * 1000;
}

function problemOf(error: unknown): JoinProblem {
  if (error instanceof SignalError) return error.code;
  return error instanceof MediaError && error.reason === 'unsupported' ? 'UNSUPPORTED_MEDIA' : 'INTERNAL';
}

import { MediaError, type RoomSnapshot, SignalError, type SignalErrorCode } from '@parley/client';
import { type Meeting, openMeeting } from './meeting.ts';
import { readWantedMedia } from './wantedMedia.ts';
import { rememberRoom } from './useRecentRooms.ts';

/** Why preparing or joining failed: a code of the protocol, or that the server could not be asked. */
export type JoinProblem = SignalErrorCode;
export type EndReason = NonNullable<RoomSnapshot['closeReason']>;

export type VisitSnapshot =
  | { phase: 'closed' }
  /** `problem`: why preparing or joining failed, to be shown; pressing Join again is always possible. */
  | { phase: 'prejoin'; meeting: Meeting; joining: boolean; problem: JoinProblem | null }
  | { phase: 'call'; meeting: Meeting }
  | { phase: 'ended'; reason: EndReason };

/**
 * One person's visit to one room: pre-join, call, ended, and back to pre-join. It owns the meeting: whatever ends
 * the call or the visit closes it, so that no camera stays on.
 */
export class RoomVisit {
  readonly roomId: string;
  #snapshot: VisitSnapshot = { phase: 'closed' };
  #unwatch: (() => void) | null = null;
  readonly #listeners = new Set<() => void>();

  constructor(roomId: string) {
    this.roomId = roomId;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): VisitSnapshot => this.#snapshot;

  /** Starts the devices and prepares the connection while the person looks at themselves. Also "rejoin". */
  open(): void {
    if (this.#snapshot.phase === 'prejoin' || this.#snapshot.phase === 'call') return;
    const meeting = openMeeting();
    this.#unwatch = meeting.client.store.subscribe(() => this.#followStatus(meeting));
    this.#set({ phase: 'prejoin', meeting, joining: false, problem: null });
    void meeting.media.start(readWantedMedia());
    meeting.client.prepare().catch((error: unknown) => this.#fail(meeting, error));
  }

  async join(displayName: string): Promise<void> {
    const { phase } = this.#snapshot;
    if (phase !== 'prejoin' || this.#snapshot.joining) return;
    const { meeting } = this.#snapshot;
    this.#set({ phase, meeting, joining: true, problem: null });
    try {
      await meeting.client.join({ roomId: this.roomId, displayName });
      if (!this.#owns(meeting)) return;
      rememberRoom({ roomId: this.roomId, joinedAt: Date.now() });
      this.#set({ phase: 'call', meeting });
    } catch (error) {
      this.#fail(meeting, error);
    }
  }

  close(): void {
    this.#release();
    this.#set({ phase: 'closed' });
  }

  #followStatus(meeting: Meeting): void {
    const { status, closeReason } = meeting.client.store.getSnapshot();
    if (status !== 'closed' || this.#snapshot.phase !== 'call') return;
    this.#release();
    this.#set({ phase: 'ended', reason: closeReason ?? 'left' });
  }

  #fail(meeting: Meeting, error: unknown): void {
    const problem = problemOf(error);
    if (problem === 'INTERNAL') reportError(error);
    if (this.#owns(meeting) && this.#snapshot.phase === 'prejoin') {
      this.#set({ phase: 'prejoin', meeting, joining: false, problem });
    }
  }

  /** False when the visit was closed or begun anew while something was awaited. */
  #owns(meeting: Meeting): boolean {
    return 'meeting' in this.#snapshot && this.#snapshot.meeting === meeting;
  }

  #release(): void {
    this.#unwatch?.();
    this.#unwatch = null;
    if ('meeting' in this.#snapshot) this.#snapshot.meeting.close();
  }

  #set(snapshot: VisitSnapshot): void {
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener();
  }
}

function problemOf(error: unknown): JoinProblem {
  if (error instanceof SignalError) return error.code;
  return error instanceof MediaError && error.reason === 'unsupported' ? 'UNSUPPORTED_MEDIA' : 'INTERNAL';
}

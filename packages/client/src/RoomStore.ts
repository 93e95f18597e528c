import type {
  ChatMessage,
  LobbyGuest,
  MediaSource,
  RecordAccess,
  RoomState,
  User,
  WaitReason,
} from '@parley/protocol';
import type { MediaError, SignalError } from './errors.ts';

/** `waiting`: in front of the room, until a host lets one in. */
export type RoomStatus = 'idle' | 'connecting' | 'waiting' | 'joined' | 'reconnecting' | 'closed';

/** What somebody waits for; `returned-to-lobby`: was inside, and a host has sent them back. */
export interface Waiting {
  readonly reason: WaitReason | 'returned-to-lobby';
  /** Empty where the room has none. */
  readonly roomName: string;
}

/**
 * Why a room is closed: I `left`; a host has `removed` me; it was `ended` for everyone (`ended-by-me`: by me), `deleted`, or over because the
 * host had left (`host-left`); the server went down (`shutdown`); its media server died (`media-failed`); another connection took the session over (`replaced`); or the session could be neither resumed
 * nor joined again after the connection was lost (`session-lost`).
 */
export type CloseReason =
  | 'left'
  | 'removed'
  | 'deleted'
  | 'ended'
  | 'ended-by-me'
  | 'host-left'
  | 'shutdown'
  | 'media-failed'
  | 'replaced'
  | 'session-lost';

export type MediaConnection = 'new' | 'connecting' | 'connected' | 'disconnected' | 'failed';

/** One of my sources as it is being sent. */
export interface LocalSource {
  /** The track that was asked for last; null while a kept source is off. */
  track: MediaStreamTrack | null;
  paused: boolean;
  state: 'starting' | 'live' | 'failed';
  error: MediaError | SignalError | null;
}

export type LocalSources = Readonly<Partial<Record<MediaSource, LocalSource>>>;

export type PictureSource = 'camera' | 'screen';

/** What the server forwards of a picture. */
export interface ReceivedPicture {
  /** 0 is the smallest; null while nothing comes though it should. */
  layers: { readonly spatialLayer: number; readonly temporalLayer: number } | null;
  /** Why nothing comes: my link carries none (`bandwidth`) or nothing is sent (`sender`). Null while something does. */
  reason: 'bandwidth' | 'sender' | null;
}

export interface RemoteUser extends User {
  /** What I receive from this person now; what is not shown or not forwarded is absent. */
  tracks: Readonly<Partial<Record<MediaSource, MediaStreamTrack>>>;
  /** What the server said last about the pictures it forwards to me; absent while it has said nothing. */
  receiving: Readonly<Partial<Record<PictureSource, ReceivedPicture>>>;
}

export interface RoomSnapshot {
  status: RoomStatus;
  /** Null unless `status` is `closed`. */
  closeReason: CloseReason | null;
  roomId: string | null;
  userId: string | null;
  displayName: string | null;
  /** Oneself as the others see it: role, hand, what is being sent. */
  self: User | null;
  /** Null unless `status` is `waiting`. */
  waiting: Waiting | null;
  room: RoomState | null;
  /** Everyone else, in joining order. */
  users: readonly RemoteUser[];
  /** What I send; an absent source is not sent. */
  local: LocalSources;
  /** Whom the server finds dominant now: changes at once, for highlights. */
  activeSpeakerId: string | null;
  /**
   * Who has the stage by speech: calm, never oneself, kept through silence; null until somebody has spoken. What is on
   * stage is for the app to decide: pins, spotlight and screens come first.
   */
  stageUserId: string | null;
  /** Who is likely to have the stage in a moment, so that their large picture can be asked for early. */
  nextStageUserId: string | null;
  /** Who is audible now (oneself included), held a moment so that it does not flicker, in a stable order. */
  speakingIds: readonly string[];
  /** Who speaks but cannot be heard here, though everything was tried. */
  inaudibleIds: readonly string[];
  chat: readonly ChatMessage[];
  /** For hosts: who waits to be let in, longest first. */
  lobby: readonly LobbyGuest[];
  /** For hosts: the way to the meeting's record, when it has ended or they have left. */
  record: RecordAccess | null;
  /** When the server is going to stop, by the clock here; null while it does not. One comes back to the next by oneself. */
  serverStopsAtMs: number | null;
  /** The worse of both transports. */
  mediaConnection: MediaConnection;
  /** Whether this server lets faults be simulated. */
  faultsAllowed: boolean;
}

const initialSnapshot: RoomSnapshot = {
  status: 'idle',
  closeReason: null,
  roomId: null,
  userId: null,
  displayName: null,
  self: null,
  waiting: null,
  room: null,
  users: [],
  local: {},
  activeSpeakerId: null,
  stageUserId: null,
  nextStageUserId: null,
  speakingIds: [],
  inaudibleIds: [],
  chat: [],
  lobby: [],
  record: null,
  serverStopsAtMs: null,
  mediaConnection: 'new',
  faultsAllowed: false,
};

/**
 * The call as one immutable snapshot. What did not change keeps its identity, and nobody is told when nothing did, so
 * that React's `useSyncExternalStore` and `memo` can rely on it. Only the SDK writes.
 */
export class RoomStore {
  #snapshot = initialSnapshot;
  readonly #listeners = new Set<() => void>();

  readonly getSnapshot = (): RoomSnapshot => this.#snapshot;

  /** @returns removes the listener. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Replaces the given fields, in one notification. */
  update(changes: Partial<RoomSnapshot>): void {
    const keys = Object.keys(changes) as (keyof RoomSnapshot)[];
    if (keys.every((key) => Object.is(this.#snapshot[key], changes[key]))) return;
    this.#snapshot = { ...this.#snapshot, ...changes };
    for (const listener of [...this.#listeners]) listener();
  }
}

import { randomUUID } from 'node:crypto';
import { SfuError } from '../errors.ts';
import type { PeerMedia, PeerMediaOptions } from '../media/PeerMedia.ts';
import type { Visitor } from './Doorkeeper.ts';
import type { Entrance } from './Entrance.ts';
import type { Live } from './Live.ts';
import { peerMediaEvents } from './mediaEvents.ts';
import type { Minutes } from './Minutes.ts';
import { OneTimer } from './OneTimer.ts';
import { Peer, type PeerLink } from './Peer.ts';
import type { People } from './People.ts';
import type { JoinRequest } from './roomTypes.ts';
import type { FormerPlace } from './Tenure.ts';

export interface SeatsContext {
  people: People;
  live: Live;
  entrance: () => Entrance;
  maxParticipants: () => number;
  isClosed: () => boolean;
  /** How long a room stays open in which nobody is. */
  emptyTtlMs: number;
  /** Everything for somebody is made: they come in, in the same moment. */
  onSeated: (peer: Peer, visitor: Visitor, minutes: Minutes) => void;
  onEmpty: () => void;
}

/** The seats of a room: how somebody gets one, how many are free, and what becomes of a room in which none is taken. */
export class Seats {
  readonly #context: SeatsContext;
  readonly #emptyTimer: OneTimer;
  /** Somebody has been in the room. */
  #begun = false;
  /** Joins under way: they hold a seat, or a full room could be overrun while transports are made. */
  #joining = 0;

  constructor(context: SeatsContext) {
    this.#context = context;
    this.#emptyTimer = new OneTimer(context.emptyTtlMs, () => context.onEmpty());
  }

  /** Seats nobody has; fewer than none where a host has lowered their number. */
  get free(): number {
    return this.#context.maxParticipants() - this.#context.people.size - this.#joining;
  }

  /** Makes everything somebody needs. @throws {SfuError} ROOM_NOT_FOUND when the room closes meanwhile; UNSUPPORTED_MEDIA */
  take(visitor: Visitor, request: JoinRequest, link: PeerLink): Promise<Peer> {
    return this.holdOpen(() => this.#seat(visitor, request, link));
  }

  /** Holds a seat, and the room open, while something is made. */
  async holdOpen<T>(work: () => Promise<T>): Promise<T> {
    this.#joining += 1;
    this.watch();
    try {
      return await work();
    } catch (error) {
      // Whatever mediasoup said when its router went away under the join.
      throw this.#context.isClosed() ? new SfuError('ROOM_NOT_FOUND', { cause: error }) : error;
    } finally {
      this.#joining -= 1;
      this.#context.entrance().reconsider();
      this.watch();
    }
  }

  /**
   * Somebody has come, gone, or waits no longer: a room in which nobody is ends; before anybody was in it, those who wait
   * for its host keep it.
   */
  watch(): void {
    const { people, entrance, isClosed } = this.#context;
    const isWaited = !this.#begun && !entrance().isEmpty;
    const isBusy = this.#joining > 0 || people.size > 0;
    if (isClosed() || isBusy || isWaited) this.#emptyTimer.stop();
    else this.#emptyTimer.start();
  }

  async #seat(
    visitor: Visitor,
    { rtpCapabilities, dtlsFingerprints }: JoinRequest,
    link: PeerLink,
  ): Promise<Peer> {
    const { people, isClosed, onSeated } = this.#context;
    const { userId, handRaisedAt } = takeUp(visitor);
    const events = peerMediaEvents(people, userId);
    const { media, minutes } = await this.#media({
      ownerId: userId,
      rtpCapabilities,
      dtlsFingerprints,
      events,
    });
    if (isClosed()) throw new SfuError('ROOM_NOT_FOUND');
    const peer = new Peer(userId, visitor, media, link);
    peer.handRaisedAt = handRaisedAt;
    this.#begun = true;
    onSeated(peer, visitor, minutes);
    return peer;
  }

  /** Again where their worker dies meanwhile. */
  async #media(options: PeerMediaOptions): Promise<{ media: PeerMedia; minutes: Minutes }> {
    const { live, isClosed } = this.#context;
    const { media: roomMedia, minutes } = await live.open();
    try {
      const media = await roomMedia.createPeer(options);
      if (!media.closed || isClosed()) return { media, minutes };
    } catch (error) {
      if (!roomMedia.closed || isClosed()) throw error;
    }
    return this.#media(options);
  }
}

/** Who was here when the process before this one ended is the same to everybody again; once, or there would be two of them. */
function takeUp({ tenure }: Visitor): FormerPlace {
  const before = tenure?.before ?? null;
  if (tenure !== undefined) tenure.before = null;
  return before ?? { userId: randomUUID(), handRaisedAt: null };
}

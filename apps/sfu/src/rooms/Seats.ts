import { randomUUID } from 'node:crypto';
import { SfuError } from '../errors.ts';
import type { PeerMedia } from '../media/PeerMedia.ts';
import type { Visitor } from './Doorkeeper.ts';
import type { Entrance } from './Entrance.ts';
import type { Live } from './Live.ts';
import { peerMediaEvents } from './mediaEvents.ts';
import type { Minutes } from './Minutes.ts';
import type { MediaRecovery } from './MediaRecovery.ts';
import { OneTimer } from './OneTimer.ts';
import { Peer, type PeerLink } from './Peer.ts';
import type { People } from './People.ts';
import type { JoinRequest } from './roomTypes.ts';
import type { FormerPlace, Tenure } from './Tenure.ts';

export interface SeatsContext {
  people: People;
  live: Live;
  entrance: () => Entrance;
  maxParticipants: () => number;
  isClosed: () => boolean;
  /** How long a room stays open in which nobody is. */
  emptyTtlMs: number;
  /** Everything for somebody is made: they come in, in the same moment, or are here already, by another client of theirs. */
  onSeated: (peer: Peer, visitor: Visitor, minutes: Minutes) => void;
  recovery: () => MediaRecovery;
  leave: (peer: Peer) => void;
  onEmpty: () => void;
}

/** With what somebody comes in. */
interface Belongings {
  media: PeerMedia;
  minutes: Minutes;
}

/** The seats of a room: how somebody gets one, how many are free, and what becomes of a room in which none is taken. */
export class Seats {
  readonly #context: SeatsContext;
  readonly #emptyTimer: OneTimer;
  /** Somebody has been in the room. */
  #begun = false;
  /** Joins under way: they hold a seat, or a full room could be overrun while transports are made. */
  #joining = 0;
  /** Of somebody who comes twice at once, one client after the other. */
  readonly #arrivals = new Map<Tenure, Promise<Peer>>();

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
    return this.holdOpen(() => this.#inTurn(visitor.tenure, () => this.#seat(visitor, request, link)));
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

  async #inTurn(tenure: Tenure | undefined, arrive: () => Promise<Peer>): Promise<Peer> {
    if (tenure === undefined) return arrive();
    const before = this.#arrivals.get(tenure)?.catch(() => undefined);
    const arrival = Promise.resolve(before).then(arrive);
    this.#arrivals.set(tenure, arrival);
    try {
      return await arrival;
    } finally {
      if (this.#arrivals.get(tenure) === arrival) this.#arrivals.delete(tenure);
    }
  }

  async #seat(visitor: Visitor, request: JoinRequest, link: PeerLink): Promise<Peer> {
    const { people, live, isClosed, onSeated } = this.#context;
    const { tenure } = visitor;
    const here = tenure && people.list.find((peer) => peer.tenure === tenure);
    const { userId, handRaisedAt } = here === undefined ? takeUp(visitor) : former(here);
    const make = () => this.#belongings(userId, request);
    const { media, minutes } = await (here === undefined ? make() : this.#whileHere(here, make));
    if (isClosed()) throw new SfuError('ROOM_NOT_FOUND');
    if (tenure?.ended === true) {
      live.media?.removePeer(userId);
      // A host has put them out meanwhile: in front of the lobby they hear how.
      throw new SfuError('LOBBY_REQUIRED');
    }
    if (here?.closed === false) {
      here.succeed(visitor, media, link);
      onSeated(here, visitor, minutes);
      return here;
    }
    const peer = new Peer(userId, visitor, media, link);
    peer.handRaisedAt = handRaisedAt;
    this.#begun = true;
    onSeated(peer, visitor, minutes);
    return peer;
  }

  /** For somebody who is inside already, and whose media may be lost, and restored, at any time. */
  async #whileHere(here: Peer, make: () => Promise<Belongings>): Promise<Belongings> {
    const { leave } = this.#context;
    const recovery = this.#context.recovery();
    // What the client before heard from now on would be of media that are not its own.
    here.replace();
    try {
      for (;;) {
        await recovery.whenRestored(here);
        const belongings = await make();
        if (here.closed) return belongings.media.closed ? await make() : belongings;
        if (!belongings.media.closed && !recovery.isWaiting(here)) return belongings;
      }
    } catch (error) {
      leave(here);
      throw error;
    }
  }

  /** Again where their worker dies meanwhile. */
  async #belongings(ownerId: string, request: JoinRequest): Promise<Belongings> {
    const { people, live, isClosed } = this.#context;
    const { rtpCapabilities, dtlsFingerprints } = request;
    const events = peerMediaEvents(people, ownerId);
    const { media: roomMedia, minutes } = await live.open();
    try {
      const media = await roomMedia.createPeer({ ownerId, rtpCapabilities, dtlsFingerprints, events });
      const isOfSomebodyHere = people.get(ownerId) !== undefined;
      if (!media.closed || isOfSomebodyHere || isClosed()) return { media, minutes };
    } catch (error) {
      if (!roomMedia.closed || isClosed()) throw error;
    }
    return this.#belongings(ownerId, request);
  }
}

function former({ id: userId, handRaisedAt }: Peer): FormerPlace {
  return { userId, handRaisedAt };
}

/** Who was here when the process before this one ended is the same to everybody again; once, or there would be two of them. */
function takeUp({ tenure }: Visitor): FormerPlace {
  const before = tenure?.before ?? null;
  if (tenure !== undefined) tenure.before = null;
  return before ?? { userId: randomUUID(), handRaisedAt: null };
}

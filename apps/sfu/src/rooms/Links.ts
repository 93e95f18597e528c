import type { EventOf } from '@parley/protocol';
import { SfuError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { Absentees } from './Absentees.ts';
import type { Continuity } from './Continuity.ts';
import { Grace } from './Grace.ts';
import type { Peer, PeerLink } from './Peer.ts';
import type { People } from './People.ts';
import { parseResumeToken, type ResumeClaims } from './resumeToken.ts';
import type { Roles } from './Roles.ts';
import type { Tenure } from './Tenure.ts';

export interface LinksContext {
  people: People;
  roles: Roles;
  /** How long a place is kept for somebody whose link broke. */
  graceMs: number;
  /** The same while their media goes on. */
  mediaGraceMs: number;
  isClosed: () => boolean;
  roomId: string;
  continuity: Continuity;
  /** They have no media now, and will have other ones in a moment. */
  waitsForMedia: (peer: Peer) => boolean;
  leave: (peer: Peer, reason: 'left' | 'disconnected') => void;
}

/** The links of a room's people to their clients: lost, given up, and found again. */
export class Links {
  readonly #context: LinksContext;
  readonly #logger: Logger;
  readonly #absentees = new Absentees();

  constructor(context: LinksContext, logger: Logger) {
    this.#context = context;
    this.#logger = logger;
  }

  /** The peer's link broke: it keeps its place, and its media, for the time of grace. */
  detach(peer: Peer, link: PeerLink): void {
    this.#detach(peer, link, this.#context.mediaGraceMs);
  }

  /** The client closed its connection. A page that is loaded again does, too: it shall not end a meeting. */
  goodbye(peer: Peer, link: PeerLink): void {
    if (this.#context.roles.endsWith(peer)) this.#detach(peer, link, 0);
    else this.#context.leave(peer, 'left');
  }

  /** Somebody is not among the people any more. */
  left(peer: Peer, reason: EventOf<'user-left'>['reason']): void {
    const { continuity, roomId } = this.#context;
    if (reason === 'removed') {
      peer.tenure.ended = true;
      continuity.dropTenure(roomId, peer.tenure);
    } else {
      this.#absentees.add(peer);
      // Who goes takes their hand down.
      continuity.keepTenure(roomId, { id: peer.id, tenure: peer.tenure, handRaisedAt: null });
    }
  }

  /** Gives a peer a new link if the secret is its own. @throws {SfuError} SESSION_NOT_FOUND */
  resume({ peerId, secret, visit }: ResumeClaims, link: PeerLink): Peer {
    const { people } = this.#context;
    const peer = people.get(peerId);
    if (peer?.acceptsSecret(secret) !== true || peer.visit !== visit) throw new SfuError('SESSION_NOT_FOUND');
    peer.attach(link);
    if (this.#context.waitsForMedia(peer)) peer.notify('media-lost', {});
    else peer.media.repeatLayers();
    people.announce(peer);
    this.#logger.info({ userId: peer.id }, 'user resumed');
    return peer;
  }

  /**
   * Before somebody comes with these marks: whoever has one of them and seems to be here is asked, so that a machine that
   * vanished without a word is a ghost at once. Who answers stays: it is another window of theirs.
   */
  async prove(marks: readonly string[]): Promise<void> {
    const same = this.#context.people.list.filter((peer) => peer.marks.some((mark) => marks.includes(mark)));
    await Promise.all(same.map((peer) => peer.proveAlive()));
  }

  /** From now on in memory, so that it is one object, however often its token is shown. */
  #keptTenure(peerId: string, secret: string): Tenure | null {
    const { continuity, roomId } = this.#context;
    const tenure = continuity.findTenure(roomId, secret);
    if (tenure === null) return null;
    const known = this.#context.people.list.find((peer) => peer.acceptsSecret(secret))?.tenure;
    this.#absentees.add({ id: peerId, tenure: known ?? tenure });
    return known ?? tenure;
  }

  #detach(peer: Peer, link: PeerLink, mediaGraceMs: number): void {
    const { people, graceMs, isClosed, leave } = this.#context;
    if (isClosed() || !peer.isLinkedTo(link)) return;
    const hasMedia = () => peer.media.hasCome();
    peer.detach(new Grace({ graceMs, mediaGraceMs, hasMedia, onOver: () => leave(peer, 'disconnected') }));
    people.announce(peer);
    this.#logger.info({ userId: peer.id }, 'user detached');
  }

  /** What they were in this meeting who join with this token; null where it proves nothing. */
  tenureOf(resumeToken: string | undefined): Tenure | null {
    if (resumeToken === undefined) return null;
    const { peerId, secret } = parseResumeToken(resumeToken);
    const peer = this.#context.people.get(peerId);
    if (peer?.acceptsSecret(secret) === true) return peer.tenure;
    return this.#absentees.find(peerId, secret) ?? this.#keptTenure(peerId, secret);
  }
}

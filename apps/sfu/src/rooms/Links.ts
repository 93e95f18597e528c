import type { EventOf } from '@parley/protocol';
import { SfuError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { Absentees } from './Absentees.ts';
import type { Peer, PeerLink } from './Peer.ts';
import type { People } from './People.ts';
import { parseResumeToken } from './resumeToken.ts';
import type { Roles } from './Roles.ts';
import type { Tenure } from './Tenure.ts';

export interface LinksContext {
  people: People;
  roles: Roles;
  /** How long a place is kept for somebody whose link broke. */
  graceMs: number;
  isClosed: () => boolean;
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
    const { people, graceMs, isClosed, leave } = this.#context;
    if (isClosed() || !peer.isLinkedTo(link)) return;
    peer.detach(graceMs, () => leave(peer, 'disconnected'));
    people.announce(peer);
    this.#logger.info({ userId: peer.id }, 'user detached');
  }

  /** The client closed its connection. A page that is loaded again does, too: it shall not end a meeting. */
  goodbye(peer: Peer, link: PeerLink): void {
    if (this.#context.roles.endsWith(peer)) this.detach(peer, link);
    else this.#context.leave(peer, 'left');
  }

  /** Somebody is not among the people any more. */
  left(peer: Peer, reason: EventOf<'user-left'>['reason']): void {
    if (reason === 'removed') peer.tenure.ended = true;
    else this.#absentees.add(peer);
  }

  /** Gives a peer a new link if the secret is its own. @throws {SfuError} SESSION_NOT_FOUND */
  resume(peerId: string, secret: string, link: PeerLink): Peer {
    const { people } = this.#context;
    const peer = people.get(peerId);
    if (peer?.acceptsSecret(secret) !== true) throw new SfuError('SESSION_NOT_FOUND');
    peer.attach(link);
    peer.media.repeatLayers();
    people.announce(peer);
    this.#logger.info({ userId: peer.id }, 'user resumed');
    return peer;
  }

  /** What they were in this meeting who join with this token; null where it proves nothing. */
  tenureOf(resumeToken: string | undefined): Tenure | null {
    if (resumeToken === undefined) return null;
    const { peerId, secret } = parseResumeToken(resumeToken);
    const peer = this.#context.people.get(peerId);
    if (peer?.acceptsSecret(secret) === true) return peer.tenure;
    return this.#absentees.find(peerId, secret);
  }

  /** Whoever has come back is inside once: what an earlier connection left there goes. */
  takeOver(peer: Peer): void {
    const { people, leave } = this.#context;
    for (const ghost of people.list) {
      if (ghost === peer || ghost.tenure !== peer.tenure) continue;
      ghost.replace();
      leave(ghost, 'disconnected');
    }
  }
}

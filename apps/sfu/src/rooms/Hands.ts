import type { Peer } from './Peer.ts';

/** Raised hands, in the order they went up. The state is each peer's own; this keeps the order true. */
export class Hands {
  #lastMs = 0;

  /** Whether that changed anything: a hand that is up keeps its place. */
  set(peer: Peer, raised: boolean): boolean {
    if (raised === (peer.handRaisedAt !== null)) return false;
    // Two hands within one millisecond are two places in the queue.
    if (raised) this.#lastMs = Math.max(Date.now(), this.#lastMs + 1);
    peer.handRaisedAt = raised ? this.#lastMs : null;
    return true;
  }
}

import type { Peer } from './Peer.ts';
import { acceptsSecret, type Tenure } from './Tenure.ts';

/** More than come and go in a meeting; beyond that the first to have gone join like anybody else. */
const MAX_ABSENTEES = 2000;

/** Those who were in a meeting and are gone: with their secret they come back as who they were, for as long as it lasts. */
export class Absentees {
  readonly #gone = new Map<string, Tenure>();

  add({ id, tenure }: Pick<Peer, 'id' | 'tenure'>): void {
    this.#gone.set(id, tenure);
    const [oldest] = this.#gone.keys();
    if (this.#gone.size > MAX_ABSENTEES && oldest !== undefined) this.#gone.delete(oldest);
  }

  /** Not used up by it: the answer to a join may be lost on its way. */
  find(peerId: string, secret: string): Tenure | null {
    const tenure = this.#gone.get(peerId);
    return tenure !== undefined && acceptsSecret(tenure, secret) ? tenure : null;
  }
}

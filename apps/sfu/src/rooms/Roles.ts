import type { Role, RoomSettings } from '@parley/protocol';
import { OneTimer } from './OneTimer.ts';
import type { Peer } from './Peer.ts';
import { succession } from './succession.ts';
import type { Reign, Tenure } from './Tenure.ts';

export interface RolesContext {
  /** Everybody inside, in the order they came. */
  peers(): readonly Peer[];
  settings(): RoomSettings;
  /** Their role is another one now. */
  onChanged(peer: Peer): void;
  /** The host is gone, and by the room's rule the meeting with them. */
  onEnd(): void;
  /** For how long the host of a meeting that was cut off is waited for; null where a meeting begins anew. */
  hostReturnsWithinMs: number | null;
}

/** Who is the host of a meeting, and who helps. */
export class Roles {
  readonly #context: RolesContext;
  /**
   * Runs while the host of before may still come back, and nobody stands in for them: whoever came first would be told that
   * they are the host, and a moment later that they are not.
   */
  readonly #interregnum: OneTimer | null;
  /** A host by key or token has been in this meeting. */
  #hostWasHere = false;
  #reigns = 0;
  /** Whose role is another one since they were last told. */
  readonly #changed = new Set<Peer>();

  constructor(context: RolesContext) {
    this.#context = context;
    const { hostReturnsWithinMs } = context;
    this.#interregnum =
      hostReturnsWithinMs === null ? null : new OneTimer(hostReturnsWithinMs, () => this.#onHostStaysAway());
    this.#interregnum?.start();
  }

  get host(): Peer | undefined {
    return this.#context.peers().find(({ role }) => role === 'host');
  }

  /** Somebody is inside who can let others in. */
  get hostInside(): boolean {
    return this.#context.peers().some(({ isHost }) => isHost);
  }

  /** Whether the meeting would end for the others if this one left. */
  endsWith(peer: Peer): boolean {
    const others = this.#context.peers().filter((other) => other !== peer);
    const { succession: rule } = this.#context.settings();
    return (
      peer.role === 'host' && rule === 'end' && others.length > 0 && !others.some(({ isHost }) => isHost)
    );
  }

  /**
   * Gives a newcomer, who is among the peers already, the role they came with, or had before they were lost; of theirs
   * nobody is told.
   */
  enter(peer: Peer, role: Role): void {
    const { tenure } = peer;
    if (role !== 'guest') {
      this.#hostWasHere = true;
      tenure.standing = 'co-host';
    }
    if (role === 'host') this.#makeHost(peer);
    else if (tenure.reign !== null && this.#takesBack(tenure, tenure.reign))
      this.#makeHost(peer, tenure.reign);
    else this.#become(peer, tenure.standing);
    if (this.host !== undefined) this.#interregnum?.stop();
    else if (this.#interregnum?.isRunning !== true) this.#succeed(false);
    this.#changed.delete(peer);
    this.#tell();
  }

  /** Somebody is gone, and not among the peers any more. */
  left(peer: Peer): void {
    if (peer.role === 'host') this.#succeed(true);
    this.#tell();
  }

  /** What the host decides about somebody else. */
  set(peer: Peer, role: Role): void {
    peer.tenure.standing = role === 'guest' ? 'guest' : 'co-host';
    // Who hands over stays at hand.
    if (role === 'host' && this.host !== undefined) this.host.tenure.standing = 'co-host';
    if (role === 'host') this.#makeHost(peer);
    else this.#become(peer, role);
    this.#tell();
  }

  /** Waits for nobody any more. */
  close(): void {
    this.#interregnum?.stop();
  }

  #onHostStaysAway(): void {
    if (this.host === undefined) this.#succeed(false);
    this.#tell();
  }

  /** Whether somebody who comes back is the host again: nobody is, or somebody to whom it fell since they went. */
  #takesBack(tenure: Tenure, { number }: Reign): boolean {
    const { host } = this;
    if (host === undefined || host.tenure === tenure) return true;
    const { reign } = host.tenure;
    return reign?.inherited === true && number < reign.number;
  }

  #makeHost(peer: Peer, reign: Reign = this.#nextReign(false)): void {
    const before = this.host;
    if (before !== undefined && before !== peer) this.#become(before, before.tenure.standing);
    peer.tenure.reign = reign;
    this.#change(peer, 'host');
  }

  #become(peer: Peer, role: Exclude<Role, 'host'>): void {
    peer.tenure.reign = null;
    this.#change(peer, role);
  }

  #nextReign(inherited: boolean): Reign {
    this.#reigns += 1;
    return { number: this.#reigns, inherited };
  }

  #succeed(hostLeft: boolean): void {
    const people = this.#context.peers();
    const { succession: rule, lobby, waitForHost } = this.#context.settings();
    const guarded = (lobby || waitForHost) && !this.#hostWasHere;
    const next = succession({ people, rule, hostLeft, guarded });
    if (next === 'end') {
      if (people.length > 0) this.#context.onEnd();
      return;
    }
    if (next === 'nobody') return;
    const heir = people.find(({ id }) => id === next.becomesHost);
    if (heir !== undefined) this.#makeHost(heir, this.#nextReign(true));
  }

  #change(peer: Peer, role: Role): void {
    if (peer.role === role) return;
    peer.role = role;
    this.#changed.add(peer);
  }

  /** At the end, when there is exactly one host again. */
  #tell(): void {
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const peer of changed) this.#context.onChanged(peer);
  }
}

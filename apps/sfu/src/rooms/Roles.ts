import type { Role, RoomSettings } from '@parley/protocol';
import type { Peer } from './Peer.ts';
import { succession } from './succession.ts';

export interface RolesContext {
  /** Everybody inside, in the order they came. */
  peers(): readonly Peer[];
  settings(): RoomSettings;
  /** Their role is another one now. */
  onChanged(peer: Peer): void;
  /** The host is gone, and by the room's rule the meeting with them. */
  onEnd(): void;
}

/** Who is the host of a meeting, and who helps. */
export class Roles {
  readonly #context: RolesContext;
  /** A host by key or token has been in this meeting. */
  #hostWasHere = false;
  /** Whose role is another one since they were last told. */
  readonly #changed = new Set<Peer>();

  constructor(context: RolesContext) {
    this.#context = context;
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

  /** Gives a newcomer, who is among the peers already, the role they came with; of theirs nobody is told. */
  enter(peer: Peer, role: Role): void {
    if (role !== 'guest') {
      this.#hostWasHere = true;
      peer.standing = 'co-host';
    }
    if (role === 'host') this.#makeHost(peer);
    else this.#change(peer, role);
    if (this.host === undefined) this.#succeed(false);
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
    peer.standing = role === 'guest' ? 'guest' : 'co-host';
    // Who hands over stays at hand.
    if (role === 'host' && this.host !== undefined) this.host.standing = 'co-host';
    if (role === 'host') this.#makeHost(peer);
    else this.#change(peer, role);
    this.#tell();
  }

  #makeHost(peer: Peer): void {
    const before = this.host;
    this.#change(peer, 'host');
    if (before !== undefined && before !== peer) this.#change(before, before.standing);
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
    if (heir !== undefined) this.#change(heir, 'host');
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

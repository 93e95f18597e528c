import type { EventOf, MediaSource, Role, RoomSettings } from '@parley/protocol';
import { SfuError } from '../errors.ts';
import type { Hands } from './Hands.ts';
import type { Peer } from './Peer.ts';
import { type Action, isPermitted } from './permissions.ts';
import type { Roles } from './Roles.ts';

export interface ModerationContext {
  roles: Roles;
  hands: Hands;
  mute(peer: Peer, byUserId: string | null): Promise<void>;
  settings(): RoomSettings;
  peers(): readonly Peer[];
  /** A name, a role, a hand or whether they are away is another one now. */
  onChanged(peer: Peer): void;
  putOut(peer: Peer, reason: EventOf<'removed'>['reason']): void;
}

/** Who acts: a participant, or null for the server's own API, which may do everything. */
export type Actor = Peer | null;

/** What people in a room do to others. Everything is checked against the table of permissions first. */
export class Moderation {
  readonly #context: ModerationContext;

  constructor(context: ModerationContext) {
    this.#context = context;
  }

  may(actor: Actor, action: Action, target?: Peer): boolean {
    if (actor === null) return true;
    const { allow } = this.#context.settings();
    const on = target && { target: { role: target.role, isSelf: target === actor } };
    return isPermitted({ role: actor.role, action, allow, ...on });
  }

  /** @throws {SfuError} NOT_ALLOWED */
  check(actor: Actor, action: Action, target?: Peer): void {
    if (!this.may(actor, action, target)) throw new SfuError('NOT_ALLOWED');
  }

  /** By the room's rule, or because a host has asked them to. */
  mayUnmute(peer: Peer): boolean {
    return peer.unmuteGranted || this.may(peer, 'unmute');
  }

  raiseHand(peer: Peer, raised: boolean): void {
    this.check(peer, 'raise-hand');
    if (this.#context.hands.set(peer, raised)) this.#context.onChanged(peer);
  }

  /** Somebody says it of themselves, which needs nobody's leave. */
  setAway(peer: Peer, away: boolean): void {
    if (peer.away === away) return;
    peer.away = away;
    this.#context.onChanged(peer);
  }

  /** @throws {SfuError} NOT_ALLOWED, USER_NOT_FOUND */
  lowerHand(actor: Actor, userId: string | null): void {
    if (userId === null) this.check(actor, 'lower-all-hands');
    const targets = userId === null ? this.#context.peers() : [this.#target(actor, 'lower-hand', userId)];
    for (const peer of targets) if (this.#context.hands.set(peer, false)) this.#context.onChanged(peer);
  }

  /** @throws {SfuError} NOT_ALLOWED, USER_NOT_FOUND */
  async mute(actor: Actor, userId: string): Promise<void> {
    await this.#context.mute(this.#target(actor, 'mute', userId), actor?.id ?? null);
  }

  /** @throws {SfuError} NOT_ALLOWED */
  async muteAll(actor: Actor): Promise<void> {
    this.check(actor, 'mute-all');
    const guests = this.#context.peers().filter(({ isHost }) => !isHost);
    await Promise.all(guests.map((guest) => this.#context.mute(guest, actor?.id ?? null)));
  }

  /** @throws {SfuError} NOT_ALLOWED, USER_NOT_FOUND */
  askToUnmute(actor: Peer, userId: string): void {
    const target = this.#target(actor, 'ask-unmute', userId);
    target.unmuteGranted = true;
    target.tell('unmute-asked', { byUserId: actor.id });
  }

  /** @throws {SfuError} NOT_ALLOWED, USER_NOT_FOUND */
  stopSource(actor: Actor, userId: string, source: 'camera' | 'screen'): void {
    const target = this.#target(actor, 'stop-source', userId);
    const sources: MediaSource[] = source === 'screen' ? ['screen', 'screen-audio'] : ['camera'];
    for (const each of sources) {
      if (target.media.closeSource(each)) target.tell('muted', { source: each, byUserId: actor?.id ?? null });
    }
  }

  /** @throws {SfuError} NOT_ALLOWED, also for a name that a token has given; USER_NOT_FOUND */
  rename(actor: Actor, userId: string, displayName: string): void {
    const target = this.#target(actor, 'rename', userId);
    if (target === actor && target.nameFixed) throw new SfuError('NOT_ALLOWED');
    if (displayName === target.displayName) return;
    target.displayName = displayName;
    this.#context.onChanged(target);
  }

  /** @throws {SfuError} NOT_ALLOWED, USER_NOT_FOUND */
  setRole(actor: Actor, userId: string, role: Role): void {
    this.#context.roles.set(this.#target(actor, 'set-role', userId), role);
  }

  /** @throws {SfuError} NOT_ALLOWED, USER_NOT_FOUND */
  returnToLobby(actor: Actor, userId: string): void {
    this.#context.putOut(this.#target(actor, 'return-to-lobby', userId), 'returned-to-lobby');
  }

  /** @throws {SfuError} NOT_ALLOWED, USER_NOT_FOUND */
  remove(actor: Actor, userId: string): void {
    this.#context.putOut(this.#target(actor, 'remove', userId), 'removed');
  }

  #target(actor: Actor, action: Action, userId: string): Peer {
    const target = this.#context.peers().find(({ id }) => id === userId);
    if (target === undefined) throw new SfuError('USER_NOT_FOUND');
    this.check(actor, action, target);
    return target;
  }
}

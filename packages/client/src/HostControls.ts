import type { PayloadOf, Role, RoomChanges } from '@parley/protocol';
import type { RoomStore } from './RoomStore.ts';
import type { Request } from './SourceSender.ts';

/**
 * What hosts do to the room and to others. Each resolves when the server has done it; what changes comes as events.
 * @throws {SignalError} each of them: NOT_ALLOWED for whoever may not, USER_NOT_FOUND, LOBBY_GUEST_NOT_FOUND.
 */
export class HostControls {
  readonly #request: Request;
  readonly #store: RoomStore;
  #ending = false;

  constructor(request: Request, store: RoomStore) {
    this.#request = request;
    this.#store = store;
  }

  /** Lets somebody in who waits. */
  async admit(lobbyId: string): Promise<void> {
    await this.#request('admit-user', { lobbyId });
  }

  async admitAll(): Promise<void> {
    await this.#request('admit-all', {});
  }

  async deny(lobbyId: string): Promise<void> {
    await this.#request('deny-user', { lobbyId });
  }

  /** Turns a microphone off. Nobody can turn on somebody else's: see {@link askToUnmute}. */
  async mute(userId: string): Promise<void> {
    await this.#request('mute-user', { userId });
  }

  /** Turns every guest's microphone off. */
  async muteAll(): Promise<void> {
    await this.#request('mute-all', {});
  }

  async askToUnmute(userId: string): Promise<void> {
    await this.#request('ask-unmute', { userId });
  }

  /** Ends somebody's camera or screen. */
  async stopSource(userId: string, source: PayloadOf<'stop-source'>['source']): Promise<void> {
    await this.#request('stop-source', { userId, source });
  }

  /** Lowers somebody's hand, or with null everybody's. */
  async lowerHand(userId: string | null): Promise<void> {
    await this.#request('lower-hand', { userId });
  }

  /** Gives somebody, or oneself, another name. */
  async rename(userId: string, displayName: string): Promise<void> {
    await this.#request('rename-user', { userId, displayName });
  }

  /** `host` hands the host's role over. */
  async setRole(userId: string, role: Role): Promise<void> {
    await this.#request('set-role', { userId, role });
  }

  async returnToLobby(userId: string): Promise<void> {
    await this.#request('return-to-lobby', { userId });
  }

  /** Puts somebody out for as long as the meeting lasts. */
  async remove(userId: string): Promise<void> {
    await this.#request('remove-user', { userId });
  }

  async lock(locked: boolean): Promise<void> {
    await this.#request('lock-room', { locked });
  }

  /** Changes the room's rules, those that are named. */
  async update(changes: RoomChanges): Promise<void> {
    await this.#request('update-room', changes);
  }

  /** Whether I am ending the meeting: its end, which may come before the answer, is my own doing. */
  get ending(): boolean {
    return this.#ending;
  }

  /** Ends the meeting for everyone. */
  async end(): Promise<void> {
    this.#ending = true;
    try {
      await this.#request('end-room', {});
    } catch (error) {
      this.#ending = false;
      // The end itself closes the connection that the answer comes by.
      if (this.#store.getSnapshot().closeReason !== 'ended-by-me') throw error;
    }
  }
}

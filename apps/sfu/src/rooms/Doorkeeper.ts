import type { Role } from '@parley/protocol';
import { SfuError } from '../errors.ts';
import { isSecret } from '../secrets.ts';
import type { PeerLink } from './Peer.ts';
import type { RoomProfile } from './profile.ts';
import type { Tenure } from './Tenure.ts';
import { RoomTries } from './RoomTries.ts';
import { Tries, triesKey } from './Tries.ts';

/** What a valid token of this deployment says. */
export interface TokenClaims {
  role: Role;
  displayName?: string | undefined;
  subject?: string | undefined;
}

/** @throws {SfuError} INVALID_TOKEN */
export type VerifyToken = (token: string, roomId: string) => Promise<TokenClaims>;

/** A connection that asks for something. */
export interface Caller {
  readonly link: PeerLink;
  readonly address: string;
  readonly sessionId: string;
}

/** What somebody shows at a room's door. */
export interface Credentials {
  displayName: string;
  passcode?: string | undefined;
  token?: string | undefined;
  guestId?: string | undefined;
  hostKey?: string | undefined;
}

/** Somebody at the door, as far as their credentials say who they are. */
export interface Visitor {
  readonly displayName: string;
  /** The name is a token's: not theirs to change. */
  readonly nameFixed: boolean;
  /** By key or token; what a host makes of them later is not said here. */
  readonly role: Role;
  /** By which they are known again in this meeting. */
  readonly marks: readonly string[];
  /** They have proved that they were in this meeting before, and what they were. */
  readonly tenure?: Tenure;
}

/** The secrets somebody at a room's door is asked for. */
export type DoorSecrets = Pick<RoomProfile, 'id' | 'hostKeyHash' | 'passcodeHash'>;

/** Checks what people show at the doors of all rooms. */
export class Doorkeeper {
  readonly #verifyToken: VerifyToken | null;
  readonly #tries = new Tries();
  readonly #roomTries = new RoomTries();

  constructor(verifyToken: VerifyToken | null) {
    this.#verifyToken = verifyToken;
  }

  /** Whether nobody comes in without a token. */
  get needsToken(): boolean {
    return this.#verifyToken !== null;
  }

  /** @throws {SfuError} TOKEN_REQUIRED, INVALID_TOKEN, WRONG_HOST_KEY, PASSCODE_REQUIRED, WRONG_PASSCODE, TOO_MANY_TRIES */
  async identify(secrets: DoorSecrets, credentials: Credentials, caller: Caller): Promise<Visitor> {
    const claims = await this.#claims(credentials.token, secrets.id);
    const hasKey = await this.#hasHostKey(secrets, credentials.hostKey, caller.address);
    if (!hasKey && claims === null) await this.#checkPasscode(secrets, credentials.passcode, caller.address);
    return {
      displayName: claims?.displayName ?? credentials.displayName,
      nameFixed: claims?.displayName !== undefined,
      role: hasKey ? 'host' : (claims?.role ?? 'guest'),
      marks: [
        ...marksOf(caller, credentials.guestId),
        ...(claims?.subject === undefined ? [] : [`subject:${claims.subject}`]),
      ],
    };
  }

  /** Whether this is the host key with that hash. @throws {SfuError} TOO_MANY_TRIES */
  isHostKey(hostKey: string, hashed: string, roomId: string, address: string): Promise<boolean> {
    return this.#accepts(hostKey, hashed, triesKey(address, `${roomId} host-key`));
  }

  /** Wrong ones are counted and slowed down; keys apart from passcodes, or guests could keep the host out. */
  async #accepts(secret: string, hashed: string, key: string, takeMore = () => 0): Promise<boolean> {
    // In this order: who has to wait uses up nothing of the room's.
    const retryAfterMs = this.#tries.take(key, performance.now()) || takeMore();
    if (retryAfterMs > 0) throw new SfuError('TOO_MANY_TRIES', { retryAfterMs });
    const right = await isSecret(secret, hashed);
    if (right) this.#tries.forgive(key);
    return right;
  }

  async #claims(token: string | undefined, roomId: string): Promise<TokenClaims | null> {
    if (this.#verifyToken === null) return null;
    if (token === undefined) throw new SfuError('TOKEN_REQUIRED');
    return this.#verifyToken(token, roomId);
  }

  async #hasHostKey({ id, hostKeyHash }: DoorSecrets, hostKey: string | undefined, address: string) {
    if (hostKey === undefined) return false;
    if (hostKeyHash === null || !(await this.isHostKey(hostKey, hostKeyHash, id, address)))
      throw new SfuError('WRONG_HOST_KEY');
    return true;
  }

  async #checkPasscode({ id, passcodeHash }: DoorSecrets, passcode: string | undefined, address: string) {
    if (passcodeHash === null) return;
    const given = passcode?.trim() ?? '';
    if (given === '') throw new SfuError('PASSCODE_REQUIRED');
    const key = triesKey(address, id);
    const right = await this.#accepts(given, passcodeHash, key, () =>
      this.#roomTries.take(id, performance.now()),
    );
    if (!right) throw new SfuError('WRONG_PASSCODE');
    this.#roomTries.forgive(id);
  }
}

/** By which somebody is known again: their connection, and what their client keeps for itself. */
export function marksOf({ sessionId }: Caller, guestId: string | undefined): string[] {
  return [`session:${sessionId}`, ...(guestId === undefined ? [] : [`guest:${guestId}`])];
}

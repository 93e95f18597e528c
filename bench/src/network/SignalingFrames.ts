/** Engine.IO's packet type of a message, and Socket.IO's own types within, as text: events are 42, acks 43. */
const MESSAGES = /^4[23]/;
/** Sent all the time while somebody is audible, whoever joins. */
const LEVELS = /^42\["audio-levels"/;
const USER = /^42\["user-updated"/;
/** Enough of a message to know its name. */
const START_BYTES = 32;

const TEXT = 1;
const EXTENDED_16 = 126;
const EXTENDED_64 = 127;

interface Frame {
  readonly opcode: number;
  readonly payload: Buffer;
  /** With its header. */
  readonly bytes: number;
}

interface UserUpdated {
  readonly user: { readonly id: string; readonly quality: string };
}

/**
 * Counts the messages of one Socket.IO connection over WebSocket in the bytes that a server sends (RFC 6455, unmasked and
 * not compressed, as Socket.IO does by default). What comes before the upgrade is skipped; a connection that never
 * upgrades has no messages. Apart are levels, and those that only say that somebody's connection became better or worse:
 * they tell of the network, or of a machine at its limit, whatever else goes on.
 */
export class SignalingFrames {
  #pending = Buffer.alloc(0);
  #upgraded = false;
  #messages = 0;
  #qualityMessages = 0;
  /** What was told of them last. */
  readonly #users = new Map<string, { readonly quality: string; readonly rest: string }>();

  get messages(): number {
    return this.#messages;
  }

  get qualityMessages(): number {
    return this.#qualityMessages;
  }

  push(chunk: Buffer): void {
    this.#pending = Buffer.concat([this.#pending, chunk]);
    if (!this.#upgraded && !this.#skipHead()) return;
    for (let frame = firstFrame(this.#pending); frame !== null; frame = firstFrame(this.#pending)) {
      this.#pending = this.#pending.subarray(frame.bytes);
      if (frame.opcode === TEXT) this.#count(frame.payload);
    }
  }

  #skipHead(): boolean {
    const end = this.#pending.indexOf('\r\n\r\n');
    if (end < 0) return false;
    this.#upgraded = this.#pending.toString('latin1', 0, 12) === 'HTTP/1.1 101';
    this.#pending = this.#upgraded ? this.#pending.subarray(end + 4) : Buffer.alloc(0);
    return this.#upgraded;
  }

  #count(payload: Buffer): void {
    const start = payload.toString('latin1', 0, START_BYTES);
    if (!MESSAGES.test(start) || LEVELS.test(start)) return;
    if (USER.test(start) && this.#isOnlyQuality(payload)) this.#qualityMessages += 1;
    else this.#messages += 1;
  }

  /** Of somebody of whom nothing was told before, it counts as something else; so does what tells nothing new. */
  #isOnlyQuality(payload: Buffer): boolean {
    const [, { user }] = JSON.parse(payload.toString('utf8', 2)) as [name: string, data: UserUpdated];
    const known = this.#users.get(user.id);
    const told = { quality: user.quality, rest: JSON.stringify({ ...user, quality: null }) };
    this.#users.set(user.id, told);
    return told.rest === known?.rest && told.quality !== known.quality;
  }
}

/** The first whole frame, or null when more bytes are needed. */
function firstFrame(data: Buffer): Frame | null {
  if (data.length < 2) return null;
  const short = data.readUInt8(1) & 0x7f;
  const header = short === EXTENDED_64 ? 10 : short === EXTENDED_16 ? 4 : 2;
  if (data.length < header) return null;
  const length =
    short === EXTENDED_64
      ? Number(data.readBigUInt64BE(2))
      : short === EXTENDED_16
        ? data.readUInt16BE(2)
        : short;
  const bytes = header + length;
  if (data.length < bytes) return null;
  return { opcode: data.readUInt8(0) & 0x0f, payload: data.subarray(header, bytes), bytes };
}

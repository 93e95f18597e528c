/** Engine.IO's packet type of a message, and Socket.IO's own types within, as text: events are 42, acks 43. */
const MESSAGES = /^4[23]/;
/** Sent all the time while somebody is audible, whoever joins. */
const LEVELS = /^42\["audio-levels"/;

const TEXT = 1;
const EXTENDED_16 = 126;
const EXTENDED_64 = 127;

interface Frame {
  readonly opcode: number;
  readonly payload: Buffer;
  /** With its header. */
  readonly bytes: number;
}

/**
 * Counts the messages of one Socket.IO connection over WebSocket in the bytes that a server sends (RFC 6455, unmasked and
 * not compressed, as Socket.IO does by default). What comes before the upgrade is skipped; a connection that never
 * upgrades has no messages.
 */
export class SignalingFrames {
  #pending = Buffer.alloc(0);
  #upgraded = false;
  #messages = 0;

  get messages(): number {
    return this.#messages;
  }

  push(chunk: Buffer): void {
    this.#pending = Buffer.concat([this.#pending, chunk]);
    if (!this.#upgraded && !this.#skipHead()) return;
    for (let frame = firstFrame(this.#pending); frame !== null; frame = firstFrame(this.#pending)) {
      this.#pending = this.#pending.subarray(frame.bytes);
      if (frame.opcode === TEXT) this.#count(frame.payload.toString('latin1', 0, 32));
    }
  }

  #skipHead(): boolean {
    const end = this.#pending.indexOf('\r\n\r\n');
    if (end < 0) return false;
    this.#upgraded = this.#pending.toString('latin1', 0, 12) === 'HTTP/1.1 101';
    this.#pending = this.#upgraded ? this.#pending.subarray(end + 4) : Buffer.alloc(0);
    return this.#upgraded;
  }

  #count(start: string): void {
    if (MESSAGES.test(start) && !LEVELS.test(start)) this.#messages += 1;
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

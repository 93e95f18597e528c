/** Largest RTP packet that is sent: fits the MTU with SRTP, UDP and IPv6 headers, and with RTX' two extra bytes. */
export const MAX_PACKET_BYTES = 1200;

/**
 * The last packets of a stream, kept for retransmission, in memory allocated once. Packets are built in place:
 * {@link slot}, fill, {@link commit}.
 */
export class PacketHistory {
  readonly #slots: readonly Buffer[];
  readonly #lengths: Int32Array;
  readonly #sequenceNumbers: Int32Array;

  /** `capacity` packets; a power of two, so that sequence numbers wrap around without gaps. */
  constructor(capacity: number) {
    const memory = Buffer.allocUnsafeSlow(capacity * MAX_PACKET_BYTES);
    this.#slots = Array.from({ length: capacity }, (_, index) =>
      memory.subarray(index * MAX_PACKET_BYTES, (index + 1) * MAX_PACKET_BYTES),
    );
    this.#lengths = new Int32Array(capacity);
    this.#sequenceNumbers = new Int32Array(capacity).fill(-1);
  }

  /** Memory to write the packet with this sequence number to; overwrites the oldest one. */
  slot(sequenceNumber: number): Buffer {
    const slot = this.#slots[sequenceNumber % this.#slots.length];
    if (!slot) throw new Error('history without slots');
    return slot;
  }

  /** Declares the packet in the slot complete and returns it. */
  commit(sequenceNumber: number, length: number): Buffer {
    const index = sequenceNumber % this.#slots.length;
    this.#lengths[index] = length;
    this.#sequenceNumbers[index] = sequenceNumber;
    return this.slot(sequenceNumber).subarray(0, length);
  }

  /** The packet with this sequence number, or `null` when it is too old or was never sent. */
  get(sequenceNumber: number): Buffer | null {
    const index = sequenceNumber % this.#slots.length;
    if (this.#sequenceNumbers[index] !== sequenceNumber) return null;
    return this.slot(sequenceNumber).subarray(0, this.#lengths[index]);
  }
}

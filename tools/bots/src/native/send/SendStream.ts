import { randomInt } from 'node:crypto';
import { writeCname, writeSenderReport } from '../../rtcp/write.ts';
import { ntpTime } from '../../rtp/ntp.ts';
import { parseRtp, writeRtpHeader } from '../../rtp/packet.ts';
import { OutgoingExtensions } from './OutgoingExtensions.ts';
import type { ExtensionIds, TransportSequence } from './OutgoingExtensions.ts';
import { MAX_PACKET_BYTES, PacketHistory } from './PacketHistory.ts';

/** Encrypts and sends; `false` when the connection is not open. */
export type SendPacket = (packet: Buffer) => boolean;

export interface SendStreamOptions {
  readonly kind: 'audio' | 'video';
  readonly ssrc: number;
  readonly payloadType: number;
  readonly clockRate: number;
  /** Retransmit on a stream of their own (RFC 4588) instead of repeating packets as they were. */
  readonly rtx: { readonly ssrc: number; readonly payloadType: number } | null;
  readonly cname: string;
  readonly mid: string;
  readonly extensionIds: ExtensionIds;
  readonly transportSequence: TransportSequence;
  /** How many packets can be retransmitted; a power of two. */
  readonly historyPackets: number;
  readonly send: SendPacket;
}

export interface OutgoingPacket {
  /** When the content was captured, on the clock of `performance.now()`: becomes the RTP timestamp. */
  readonly captureMs: number;
  readonly marker: boolean;
  /** Only for audio. */
  readonly level?: { readonly voice: boolean; readonly levelDbov: number };
  /** Writes the payload to `target` and returns its length in bytes. */
  readonly writePayload: (target: Buffer, offset: number) => number;
}

/** One outgoing RTP stream: numbering, clock, header extensions, sender reports, retransmission. */
export class SendStream {
  readonly kind: 'audio' | 'video';
  readonly ssrc: number;
  readonly #options: SendStreamOptions;
  readonly #history: PacketHistory;
  readonly #extensions: OutgoingExtensions;
  readonly #timestampOffset = randomInt(2 ** 32);
  /** Below 2^15 at the beginning, as RFC 3711 wants for SRTP. */
  #sequenceNumber = randomInt(2 ** 15);
  #rtxSequenceNumber = randomInt(2 ** 15);
  #packetCount = 0;
  #octetCount = 0;

  constructor(options: SendStreamOptions) {
    this.kind = options.kind;
    this.ssrc = options.ssrc;
    this.#options = options;
    this.#history = new PacketHistory(options.historyPackets);
    this.#extensions = new OutgoingExtensions(options.mid, options.extensionIds, options.transportSequence);
  }

  /** Media packets, without retransmitted ones. */
  get packets(): number {
    return this.#packetCount;
  }

  /** Bytes of their payloads. */
  get payloadBytes(): number {
    return this.#octetCount;
  }

  /** Sends one packet. `false` when the connection turns out not to be open: its number is used again. */
  send(packet: OutgoingPacket): boolean {
    const sequenceNumber = this.#sequenceNumber;
    const target = this.#history.slot(sequenceNumber);
    const headerBytes = writeRtpHeader(target, {
      payloadType: this.#options.payloadType,
      marker: packet.marker,
      sequenceNumber,
      timestamp: this.timestampAt(packet.captureMs),
      ssrc: this.ssrc,
      extensions: this.#extensions.next(packet.level),
    });
    const payloadBytes = packet.writePayload(target, headerBytes);
    const sent = this.#options.send(this.#history.commit(sequenceNumber, headerBytes + payloadBytes));
    if (!sent) return false;
    this.#sequenceNumber = (sequenceNumber + 1) & 0xffff;
    this.#packetCount++;
    this.#octetCount += payloadBytes;
    return true;
  }

  /** The RTP timestamp of what was captured then. */
  timestampAt(captureMs: number): number {
    return (this.#timestampOffset + Math.round((captureMs * this.#options.clockRate) / 1000)) % 2 ** 32;
  }

  /** Repeats packets that the other side misses, as far as they are still known. */
  retransmit(sequenceNumbers: readonly number[]): void {
    for (const sequenceNumber of sequenceNumbers) {
      const original = this.#history.get(sequenceNumber);
      const packet = original && this.#options.rtx ? this.#toRtx(original, this.#options.rtx) : original;
      if (packet) this.#options.send(packet);
    }
  }

  /** A compound with a sender report and the CNAME; `null` before the first packet. */
  report(nowMs: number): Buffer | null {
    if (this.#packetCount === 0) return null;
    const report = writeSenderReport({
      ssrc: this.ssrc,
      ntp: ntpTime(nowMs),
      rtpTimestamp: this.timestampAt(nowMs),
      packetCount: this.#packetCount,
      octetCount: this.#octetCount,
    });
    return Buffer.concat([report, writeCname(this.ssrc, this.#options.cname)]);
  }

  /** The original's sequence number precedes its payload (RFC 4588). */
  #toRtx(packet: Buffer, rtx: { ssrc: number; payloadType: number }): Buffer | null {
    const original = parseRtp(packet);
    if (!original) return null;
    const target = Buffer.allocUnsafe(MAX_PACKET_BYTES + 2);
    const headerBytes = writeRtpHeader(target, {
      payloadType: rtx.payloadType,
      marker: original.marker,
      sequenceNumber: this.#rtxSequenceNumber,
      timestamp: original.timestamp,
      ssrc: rtx.ssrc,
      extensions: this.#extensions.next(undefined),
    });
    this.#rtxSequenceNumber = (this.#rtxSequenceNumber + 1) & 0xffff;
    const payloadStart = target.writeUInt16BE(original.sequenceNumber, headerBytes);
    return target.subarray(0, payloadStart + original.payload.copy(target, payloadStart));
  }
}

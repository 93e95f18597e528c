import { writeAbsSendTime, writeAudioLevel } from '../../rtp/extensions.ts';
import type { AudioLevel } from '../../rtp/extensions.ts';
import type { RtpExtension } from '../../rtp/packet.ts';

/** Negotiated ids; absent ones are not sent. `mid` is always negotiated with mediasoup. */
export interface ExtensionIds {
  readonly mid: number | undefined;
  readonly absSendTime: number | undefined;
  readonly transportCc: number | undefined;
  readonly audioLevel: number | undefined;
}

/** Counts the packets of all streams of a transport (transport-wide-cc). */
export class TransportSequence {
  #next = 0;

  take(): number {
    const taken = this.#next;
    this.#next = (taken + 1) & 0xffff;
    return taken;
  }
}

/** The header extension of a stream's next packet, written into the same memory each time. */
export class OutgoingExtensions {
  readonly #absSendTime = Buffer.alloc(3);
  readonly #transportCc = Buffer.alloc(2);
  readonly #audioLevel = Buffer.alloc(1);
  readonly #withoutLevel: RtpExtension[] = [];
  readonly #withLevel: RtpExtension[];
  readonly #transportSequence: TransportSequence;

  constructor(mid: string, ids: ExtensionIds, transportSequence: TransportSequence) {
    this.#transportSequence = transportSequence;
    if (ids.mid !== undefined) this.#withoutLevel.push({ id: ids.mid, data: Buffer.from(mid) });
    if (ids.absSendTime !== undefined)
      this.#withoutLevel.push({ id: ids.absSendTime, data: this.#absSendTime });
    if (ids.transportCc !== undefined)
      this.#withoutLevel.push({ id: ids.transportCc, data: this.#transportCc });
    this.#withLevel = [...this.#withoutLevel];
    if (ids.audioLevel !== undefined) this.#withLevel.push({ id: ids.audioLevel, data: this.#audioLevel });
  }

  /** Valid until the next call. */
  next(level: AudioLevel | undefined): readonly RtpExtension[] {
    writeAbsSendTime(this.#absSendTime, performance.timeOrigin + performance.now());
    this.#transportCc.writeUInt16BE(this.#transportSequence.take(), 0);
    if (level === undefined) return this.#withoutLevel;
    writeAudioLevel(this.#audioLevel, level);
    return this.#withLevel;
  }
}

import { randomUUID } from 'node:crypto';
import type { types } from 'mediasoup-client';
import type { SendStream } from './SendStream.ts';
import { toOutboundReport } from './outboundReport.ts';

/** What a bot's producer is sent with, as of one of the encodings of an RTCRtpSender. */
export type Encoding = types.RtpEncodingParameters;

export interface RtpSenderOptions {
  readonly rtpParameters: types.RtpParameters;
  readonly encodings: readonly Encoding[];
  readonly track: () => MediaStreamTrack | null;
  readonly streams: () => readonly SendStream[];
  readonly onEncodings: (encodings: readonly Encoding[]) => void;
}

/**
 * The part of RTCRtpSender by which the SDK steers what is encoded. Owns the encodings and is as strict as browsers
 * are. Of an encoding, `active` and `maxFramerate` have an effect; clips have the bitrate that they have.
 */
export class RtpSender {
  readonly #options: RtpSenderOptions;
  #encodings: readonly Encoding[];
  /** Of the parameters that were given out last and not given back. */
  #transactionId: string | null = null;

  constructor(options: RtpSenderOptions) {
    this.#options = options;
    this.#encodings = options.encodings.map((encoding) => ({
      ...encoding,
      active: encoding.active !== false,
    }));
  }

  get track(): MediaStreamTrack | null {
    return this.#options.track();
  }

  getParameters(): RTCRtpSendParameters {
    this.#transactionId = randomUUID();
    const { codecs, headerExtensions, rtcp } = structuredClone(this.#options.rtpParameters);
    const encodings = structuredClone(this.#encodings);
    const parameters = { transactionId: this.#transactionId, encodings, codecs, headerExtensions, rtcp };
    return parameters as unknown as RTCRtpSendParameters;
  }

  setParameters({ transactionId, encodings }: RTCRtpSendParameters): Promise<void> {
    const expected = this.#transactionId;
    this.#transactionId = null;
    if (expected === null) return refuse('InvalidStateError', 'getParameters was not called before');
    if (transactionId !== expected) return refuse('InvalidModificationError', 'these parameters are old');
    if (encodings.length !== this.#encodings.length)
      return refuse('InvalidModificationError', 'the number of encodings cannot change');
    this.update((_encoding, index) => structuredClone(encodings[index] ?? {}));
    return Promise.resolve();
  }

  getStats(): Promise<RTCStatsReport> {
    return Promise.resolve(toOutboundReport(this.#options.streams(), this.#encodings));
  }

  /** Changes each encoding, from the lowest. */
  update(change: (encoding: Encoding, index: number) => Partial<Encoding>): void {
    this.#encodings = this.#encodings.map((encoding, index) => ({ ...encoding, ...change(encoding, index) }));
    this.#options.onEncodings(this.#encodings);
  }
}

function refuse(name: string, message: string): Promise<never> {
  return Promise.reject(new DOMException(message, name));
}

import { randomUUID } from 'node:crypto';
import type { types } from 'mediasoup-client';
import { parseRtcp } from '../../rtcp/parse.ts';
import type { RtcpPacket } from '../../rtcp/types.ts';
import { isRtcp } from '../../rtp/packet.ts';
import type { NativeConnection } from '../NativeConnection.ts';
import type { Pacer } from '../Pacer.ts';
import { TransportSequence } from './OutgoingExtensions.ts';
import { Sender } from './Sender.ts';
import type { ClipTrack, SendTransport } from './Sender.ts';

/** mediasoup needs sender reports to align the layers of a simulcast when it switches between them. */
const SENDER_REPORT_MS = 1000;

/** The senders of one transport, and the RTCP between them and the server. */
export class SendSide {
  readonly cname = randomUUID();
  readonly #connection: NativeConnection;
  readonly #pacer: Pacer;
  readonly #transport: SendTransport;
  readonly #senders = new Map<string, Sender>();
  readonly #stopReports: () => void;

  constructor(connection: NativeConnection, pacer: Pacer) {
    this.#connection = connection;
    this.#pacer = pacer;
    this.#transport = {
      get open() {
        return connection.open;
      },
      cname: this.cname,
      sequence: new TransportSequence(),
      send: (packet) => connection.send(packet),
    };
    this.#stopReports = pacer.every(SENDER_REPORT_MS, (nowMs) => this.#sendReports(nowMs));
  }

  close(): void {
    this.#stopReports();
    for (const sender of this.#senders.values()) sender.close();
    this.#senders.clear();
  }

  add(
    localId: string,
    track: ClipTrack,
    rtpParameters: types.RtpParameters,
    requested: readonly types.RtpEncodingParameters[] | undefined,
  ): Sender {
    const sender = new Sender(this.#transport, this.#pacer, track, rtpParameters, requested);
    this.#senders.set(localId, sender);
    return sender;
  }

  get(localId: string): Sender {
    const sender = this.#senders.get(localId);
    if (!sender) throw new Error(`no sender with local id ${localId}`);
    return sender;
  }

  remove(localId: string): void {
    this.get(localId).close();
    this.#senders.delete(localId);
  }

  handlePacket(packet: Buffer): void {
    if (!isRtcp(packet)) return;
    for (const message of parseRtcp(packet)) this.#handleRtcp(message);
  }

  #handleRtcp(message: RtcpPacket): void {
    if (message.type === 'pli') this.#requestKeyFrame(message.mediaSsrc);
    if (message.type === 'fir') message.mediaSsrcs.forEach((ssrc) => this.#requestKeyFrame(ssrc));
    if (message.type !== 'nack') return;
    for (const sender of this.#senders.values()) {
      const stream = sender.streams.find(({ ssrc }) => ssrc === message.mediaSsrc);
      stream?.retransmit(message.sequenceNumbers);
    }
  }

  #requestKeyFrame(ssrc: number): void {
    for (const sender of this.#senders.values()) sender.requestKeyFrame(ssrc);
  }

  #sendReports(nowMs: number): void {
    for (const sender of this.#senders.values()) {
      for (const stream of sender.streams) {
        const report = stream.report(nowMs);
        if (report) this.#connection.send(report);
      }
    }
  }
}

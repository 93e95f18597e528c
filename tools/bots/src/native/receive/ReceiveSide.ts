import type { types } from 'mediasoup-client';
import { parseRtcp } from '../../rtcp/parse.ts';
import type { ReportBlock } from '../../rtcp/types.ts';
import { MAX_REPORT_BLOCKS, writeNack, writePli, writeReceiverReport } from '../../rtcp/write.ts';
import { TRANSPORT_CC_URI } from '../../rtp/extensions.ts';
import { findExtension, isRtcp, parseRtp } from '../../rtp/packet.ts';
import type { RtpPacket } from '../../rtp/packet.ts';
import type { NativeConnection } from '../NativeConnection.ts';
import type { Pacer } from '../Pacer.ts';
import { randomSsrc } from '../send/sendParameters.ts';
import { ReceiveStream } from './ReceiveStream.ts';
import { TransportFeedback } from './TransportFeedback.ts';

const RECEIVER_REPORT_MS = 1000;
/** Transport-wide feedback and requests for what is missing. */
const FEEDBACK_MS = 100;
/** How soon to ask for a packet that was found missing. */
const NACK_MS = 20;

/** The streams of one receiving transport, and the RTCP between them and the server. */
export class ReceiveSide {
  readonly #connection: NativeConnection;
  readonly #ssrc = randomSsrc();
  readonly #streams = new Map<string, ReceiveStream>();
  readonly #bySsrc = new Map<number, ReceiveStream>();
  readonly #byRtxSsrc = new Map<number, ReceiveStream>();
  readonly #feedback = new TransportFeedback();
  readonly #stopTimers: readonly (() => void)[];
  #transportCcId: number | undefined;

  constructor(connection: NativeConnection, pacer: Pacer) {
    this.#connection = connection;
    this.#stopTimers = [
      pacer.every(RECEIVER_REPORT_MS, (nowMs) => this.#sendReports(nowMs)),
      pacer.every(FEEDBACK_MS, () => this.#sendTransportFeedback()),
      pacer.every(NACK_MS, (nowMs) => this.#sendRequests(nowMs)),
    ];
  }

  close(): void {
    for (const stop of this.#stopTimers) stop();
    this.#streams.clear();
    this.#bySsrc.clear();
    this.#byRtxSsrc.clear();
  }

  add(localId: string, options: types.HandlerReceiveOptions): ReceiveStream {
    const stream = new ReceiveStream(options);
    this.#streams.set(localId, stream);
    this.#bySsrc.set(stream.ssrc, stream);
    if (stream.rtxSsrc !== null) this.#byRtxSsrc.set(stream.rtxSsrc, stream);
    // Ids are the same for all consumers of a transport; audio consumers have no transport-wide sequence numbers.
    this.#transportCcId ??= options.rtpParameters.headerExtensions?.find(
      ({ uri }) => uri === TRANSPORT_CC_URI,
    )?.id;
    return stream;
  }

  remove(localId: string): void {
    const stream = this.get(localId);
    this.#streams.delete(localId);
    this.#bySsrc.delete(stream.ssrc);
    if (stream.rtxSsrc !== null) this.#byRtxSsrc.delete(stream.rtxSsrc);
  }

  get(localId: string): ReceiveStream {
    const stream = this.#streams.get(localId);
    if (!stream) throw new Error(`no receiver with local id ${localId}`);
    return stream;
  }

  handlePacket(data: Buffer): void {
    const nowMs = performance.now();
    if (isRtcp(data)) {
      this.#handleRtcp(data, nowMs);
      return;
    }
    const packet = parseRtp(data);
    if (!packet) return;
    const transportSequence = findExtension(packet, this.#transportCcId);
    if (transportSequence?.length === 2) this.#feedback.note(transportSequence.readUInt16BE(0), nowMs);
    const stream = this.#bySsrc.get(packet.ssrc);
    if (stream) stream.note(packet, data.length, nowMs);
    else this.#handleRetransmission(packet, data.length, nowMs);
  }

  /** RFC 4588. Packets of unknown streams, such as mediasoup's bandwidth probes, end here. */
  #handleRetransmission(packet: RtpPacket, bytes: number, nowMs: number): void {
    const stream = this.#byRtxSsrc.get(packet.ssrc);
    // Probes on the retransmission stream may be empty.
    if (!stream || packet.payload.length < 2) return;
    const original = { ...packet, ssrc: stream.ssrc, sequenceNumber: packet.payload.readUInt16BE(0) };
    stream.note({ ...original, payload: packet.payload.subarray(2) }, bytes, nowMs);
  }

  #handleRtcp(data: Buffer, nowMs: number): void {
    for (const message of parseRtcp(data)) {
      if (message.type === 'sender-report') this.#bySsrc.get(message.ssrc)?.noteSenderReport(message, nowMs);
    }
  }

  #sendReports(nowMs: number): void {
    const blocks: ReportBlock[] = [];
    for (const stream of this.#streams.values()) {
      const block = stream.report(nowMs);
      if (block) blocks.push(block);
    }
    for (let start = 0; start < blocks.length; start += MAX_REPORT_BLOCKS) {
      const part = blocks.slice(start, start + MAX_REPORT_BLOCKS);
      this.#connection.send(writeReceiverReport({ ssrc: this.#ssrc, blocks: part }));
    }
  }

  #sendTransportFeedback(): void {
    const [mediaSsrc = 0] = this.#bySsrc.keys();
    for (const packet of this.#feedback.take(this.#ssrc, mediaSsrc)) this.#connection.send(packet);
  }

  #sendRequests(nowMs: number): void {
    for (const stream of this.#streams.values()) {
      const nack = stream.takeNack(this.#ssrc, nowMs);
      if (nack) this.#connection.send(writeNack(nack));
      if (stream.takeKeyFrameRequest(nowMs)) {
        this.#connection.send(writePli({ senderSsrc: this.#ssrc, mediaSsrc: stream.ssrc }));
      }
    }
  }
}

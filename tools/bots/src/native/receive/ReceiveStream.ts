import type { types } from 'mediasoup-client';
import type { Nack, ReportBlock, SenderReport } from '../../rtcp/types.ts';
import { AUDIO_LEVEL_URI, readAudioLevel } from '../../rtp/extensions.ts';
import { findExtension } from '../../rtp/packet.ts';
import type { RtpPacket } from '../../rtp/packet.ts';
import { AudioMeter } from './AudioMeter.ts';
import type { FrameQuery } from './FrameLog.ts';
import { MissingPackets } from './MissingPackets.ts';
import type { ReceivedStats } from './ReceivedStats.ts';
import { ReceptionLog } from './ReceptionLog.ts';
import type { TalkSpurt } from './TalkSpurts.ts';
import { VideoMeter } from './VideoMeter.ts';

/** Without a key frame for so long, one is asked for; and again after so long. */
const KEY_FRAME_PATIENCE_MS = 500;

/** What one consumer receives: numbering, loss, and what the payload tells without decoding it. */
export class ReceiveStream {
  /** The consumer's id. */
  readonly trackId: string;
  readonly kind: 'audio' | 'video';
  readonly ssrc: number;
  readonly rtxSsrc: number | null;
  readonly #log: ReceptionLog;
  readonly #missing: MissingPackets | null;
  readonly #video: VideoMeter | null;
  readonly #audio: AudioMeter | null;
  readonly #audioLevelId: number | undefined;
  #packets = 0;
  #bytes = 0;
  #bitrateBps = 0;
  #bytesAtLastMeasure = 0;
  #lastMeasureAtMs = performance.now();
  #firstPacketAtMs: number | null = null;
  #lastPacketAtMs: number | null = null;
  #lastKeyFrameRequestMs = -Infinity;
  /** Packets were lost for good: frames that refer to them cannot be shown. */
  #broken = false;

  constructor({ trackId, kind, rtpParameters }: types.HandlerReceiveOptions) {
    const [encoding] = rtpParameters.encodings ?? [];
    const [codec] = rtpParameters.codecs;
    if (encoding?.ssrc === undefined || !codec) throw new Error(`consumer ${trackId} has no SSRC or codec`);
    this.trackId = trackId;
    this.kind = kind;
    this.ssrc = encoding.ssrc;
    this.rtxSsrc = encoding.rtx?.ssrc ?? null;
    this.#log = new ReceptionLog(codec.clockRate);
    this.#video = kind === 'video' ? new VideoMeter() : null;
    this.#audio = kind === 'audio' ? new AudioMeter() : null;
    const asksAgain = codec.rtcpFeedback?.some(({ type, parameter }) => type === 'nack' && !parameter);
    this.#missing = asksAgain === true ? new MissingPackets() : null;
    this.#audioLevelId = rtpParameters.headerExtensions?.find(({ uri }) => uri === AUDIO_LEVEL_URI)?.id;
  }

  /** A packet of this stream, or one of its retransmission stream turned back. `bytes`: its size before that. */
  note(packet: RtpPacket, bytes: number, nowMs: number): void {
    const sequence = this.#log.note(packet.sequenceNumber, packet.timestamp, nowMs);
    if (sequence === null) return;
    this.#packets++;
    this.#bytes += bytes;
    this.#firstPacketAtMs ??= nowMs;
    this.#lastPacketAtMs = nowMs;
    this.#missing?.note(sequence, nowMs);
    this.#video?.note(packet, sequence, nowMs);
    if (this.#audio) {
      const level = findExtension(packet, this.#audioLevelId);
      this.#audio.note(sequence, packet.timestamp, level?.length === 1 ? readAudioLevel(level) : null, nowMs);
    }
  }

  noteSenderReport(report: SenderReport, nowMs: number): void {
    this.#log.noteSenderReport(report, nowMs);
  }

  /** What to say about this stream in the next receiver report; begins a new interval of measuring. */
  report(nowMs: number): ReportBlock | null {
    this.#bitrateBps = ((this.#bytes - this.#bytesAtLastMeasure) * 8000) / (nowMs - this.#lastMeasureAtMs);
    this.#bytesAtLastMeasure = this.#bytes;
    this.#lastMeasureAtMs = nowMs;
    return this.#log.report(this.ssrc, nowMs);
  }

  /** Packets to ask for again now, or `null`. */
  takeNack(senderSsrc: number, nowMs: number): Omit<Nack, 'type'> | null {
    const due = this.#missing?.takeDue(nowMs) ?? [];
    if (due.length === 0) return null;
    return { senderSsrc, mediaSsrc: this.ssrc, sequenceNumbers: due.map((sequence) => sequence & 0xffff) };
  }

  /** Whether a key frame should be asked for now: there is no picture, or it is broken for good. */
  takeKeyFrameRequest(nowMs: number): boolean {
    if (!this.#video || this.#firstPacketAtMs === null) return false;
    if (this.#missing?.takeGaveUp() === true) this.#broken = true;
    const withoutPicture = !this.#video.hasPicture && nowMs - this.#firstPacketAtMs >= KEY_FRAME_PATIENCE_MS;
    if (!this.#broken && !withoutPicture) return false;
    if (nowMs - this.#lastKeyFrameRequestMs < KEY_FRAME_PATIENCE_MS) return false;
    this.#broken = false;
    this.#lastKeyFrameRequestMs = nowMs;
    this.#video.noteKeyFrameRequest();
    return true;
  }

  /** When the first such frame came, or `null`. */
  firstFrameAtMs(query: FrameQuery): number | null {
    return this.#video?.firstFrameAtMs(query) ?? null;
  }

  /** The first spurt of voice that the sender began at this RTP timestamp or later, or `null`. */
  spurtSince(rtpTimestamp: number): TalkSpurt | null {
    return this.#audio?.spurtSince(rtpTimestamp) ?? null;
  }

  stats(): ReceivedStats {
    return {
      kind: this.kind,
      packets: this.#packets,
      bytes: this.#bytes,
      lost: this.#log.lost,
      bitrateBps: this.#bitrateBps,
      firstPacketAtMs: this.#firstPacketAtMs,
      lastPacketAtMs: this.#lastPacketAtMs,
      video: this.#video?.stats() ?? null,
      audio: this.#audio?.stats() ?? null,
    };
  }
}

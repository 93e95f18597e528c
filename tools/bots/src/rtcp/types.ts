import type { NtpTime } from '../rtp/ntp.ts';

/** RTCP packet types (RFC 3550, RFC 4585). */
export const RTCP_SENDER_REPORT = 200;
export const RTCP_RECEIVER_REPORT = 201;
export const RTCP_SDES = 202;
export const RTCP_TRANSPORT_FEEDBACK = 205;
export const RTCP_PAYLOAD_FEEDBACK = 206;

/** Feedback formats of types 205 and 206. */
export const FORMAT_NACK = 1;
export const FORMAT_TRANSPORT_CC = 15;
export const FORMAT_PLI = 1;
export const FORMAT_FIR = 4;

/** What a receiver tells about one stream (RFC 3550, section 6.4.1). */
export interface ReportBlock {
  readonly ssrc: number;
  /** Lost since the last report, in 1/256. */
  readonly fractionLost: number;
  /** Since the beginning; 24 bits, signed. */
  readonly cumulativeLost: number;
  readonly highestSequence: number;
  /** In units of the stream's RTP clock. */
  readonly jitter: number;
  /** Middle bits of the last sender report's NTP time; 0 without one. */
  readonly lastSenderReport: number;
  /** Since that report, in 1/65536 s. */
  readonly delaySinceSenderReport: number;
}

export interface SenderReport {
  readonly type: 'sender-report';
  readonly ssrc: number;
  readonly ntp: NtpTime;
  readonly rtpTimestamp: number;
  readonly packetCount: number;
  readonly octetCount: number;
}

export interface ReceiverReport {
  readonly type: 'receiver-report';
  readonly ssrc: number;
  readonly blocks: readonly ReportBlock[];
}

export interface Nack {
  readonly type: 'nack';
  readonly senderSsrc: number;
  readonly mediaSsrc: number;
  readonly sequenceNumbers: readonly number[];
}

/** Picture loss indication. */
export interface Pli {
  readonly type: 'pli';
  readonly senderSsrc: number;
  readonly mediaSsrc: number;
}

/** Full intra request (RFC 5104). */
export interface Fir {
  readonly type: 'fir';
  readonly senderSsrc: number;
  readonly mediaSsrcs: readonly number[];
}

export type RtcpPacket = SenderReport | ReceiverReport | Nack | Pli | Fir;

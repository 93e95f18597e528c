import {
  FORMAT_FIR,
  FORMAT_NACK,
  FORMAT_PLI,
  RTCP_PAYLOAD_FEEDBACK,
  RTCP_RECEIVER_REPORT,
  RTCP_SENDER_REPORT,
  RTCP_TRANSPORT_FEEDBACK,
} from './types.ts';
import type { Fir, Nack, Pli, ReceiverReport, ReportBlock, RtcpPacket, SenderReport } from './types.ts';

const REPORT_BLOCK_BYTES = 24;

/**
 * Reads those packets of an RTCP compound that bots act on; others (source descriptions, bandwidth estimates,
 * extended reports) are skipped. Reading stops at the first malformed packet.
 */
export function parseRtcp(compound: Buffer): RtcpPacket[] {
  const packets: RtcpPacket[] = [];
  for (let offset = 0; offset + 8 <= compound.length;) {
    const bytes = (compound.readUInt16BE(offset + 2) + 1) * 4;
    if (compound.readUInt8(offset) >> 6 !== 2 || offset + bytes > compound.length) break;
    const parsed = parseOne(compound.subarray(offset, offset + bytes));
    if (parsed) packets.push(parsed);
    offset += bytes;
  }
  return packets;
}

function parseOne(packet: Buffer): RtcpPacket | null {
  const format = packet.readUInt8(0) & 0x1f;
  const type = packet.readUInt8(1);
  if (type === RTCP_SENDER_REPORT) return parseSenderReport(packet);
  if (type === RTCP_RECEIVER_REPORT) return parseReceiverReport(packet, format);
  // The rest carries two SSRCs before its own data.
  if (packet.length < 12) return null;
  if (type === RTCP_TRANSPORT_FEEDBACK && format === FORMAT_NACK) return parseNack(packet);
  if (type === RTCP_PAYLOAD_FEEDBACK && format === FORMAT_PLI) return parsePli(packet);
  if (type === RTCP_PAYLOAD_FEEDBACK && format === FORMAT_FIR) return parseFir(packet);
  return null;
}

function parseSenderReport(packet: Buffer): SenderReport | null {
  if (packet.length < 28) return null;
  return {
    type: 'sender-report',
    ssrc: packet.readUInt32BE(4),
    ntp: { seconds: packet.readUInt32BE(8), fraction: packet.readUInt32BE(12) },
    rtpTimestamp: packet.readUInt32BE(16),
    packetCount: packet.readUInt32BE(20),
    octetCount: packet.readUInt32BE(24),
  };
}

function parseReceiverReport(packet: Buffer, blockCount: number): ReceiverReport | null {
  if (packet.length < 8 + blockCount * REPORT_BLOCK_BYTES) return null;
  const blocks = Array.from({ length: blockCount }, (_, index) =>
    parseReportBlock(packet.subarray(8 + index * REPORT_BLOCK_BYTES)),
  );
  return { type: 'receiver-report', ssrc: packet.readUInt32BE(4), blocks };
}

function parseReportBlock(data: Buffer): ReportBlock {
  return {
    ssrc: data.readUInt32BE(0),
    fractionLost: data.readUInt8(4),
    cumulativeLost: data.readIntBE(5, 3),
    highestSequence: data.readUInt32BE(8),
    jitter: data.readUInt32BE(12),
    lastSenderReport: data.readUInt32BE(16),
    delaySinceSenderReport: data.readUInt32BE(20),
  };
}

function parseNack(packet: Buffer): Nack {
  const sequenceNumbers: number[] = [];
  for (let offset = 12; offset + 4 <= packet.length; offset += 4) {
    const first = packet.readUInt16BE(offset);
    const following = packet.readUInt16BE(offset + 2);
    sequenceNumbers.push(first);
    for (let bit = 0; bit < 16; bit++) {
      if ((following & (1 << bit)) !== 0) sequenceNumbers.push((first + bit + 1) & 0xffff);
    }
  }
  return {
    type: 'nack',
    senderSsrc: packet.readUInt32BE(4),
    mediaSsrc: packet.readUInt32BE(8),
    sequenceNumbers,
  };
}

function parsePli(packet: Buffer): Pli {
  return { type: 'pli', senderSsrc: packet.readUInt32BE(4), mediaSsrc: packet.readUInt32BE(8) };
}

function parseFir(packet: Buffer): Fir {
  const mediaSsrcs: number[] = [];
  for (let offset = 12; offset + 8 <= packet.length; offset += 8)
    mediaSsrcs.push(packet.readUInt32BE(offset));
  return { type: 'fir', senderSsrc: packet.readUInt32BE(4), mediaSsrcs };
}

import {
  FORMAT_NACK,
  FORMAT_PLI,
  RTCP_PAYLOAD_FEEDBACK,
  RTCP_RECEIVER_REPORT,
  RTCP_SDES,
  RTCP_SENDER_REPORT,
  RTCP_TRANSPORT_FEEDBACK,
} from './types.ts';
import type { Nack, Pli, ReceiverReport, SenderReport } from './types.ts';

/** RFC 3550 counts blocks with five bits. */
export const MAX_REPORT_BLOCKS = 31;

/** A sender report without report blocks. */
export function writeSenderReport(report: Omit<SenderReport, 'type'>): Buffer {
  const packet = allocate(RTCP_SENDER_REPORT, 0, 28);
  packet.writeUInt32BE(report.ssrc, 4);
  packet.writeUInt32BE(report.ntp.seconds, 8);
  packet.writeUInt32BE(report.ntp.fraction, 12);
  packet.writeUInt32BE(report.rtpTimestamp, 16);
  packet.writeUInt32BE(report.packetCount >>> 0, 20);
  packet.writeUInt32BE(report.octetCount >>> 0, 24);
  return packet;
}

/** At most {@link MAX_REPORT_BLOCKS} blocks. */
export function writeReceiverReport({ ssrc, blocks }: Omit<ReceiverReport, 'type'>): Buffer {
  const packet = allocate(RTCP_RECEIVER_REPORT, blocks.length, 8 + blocks.length * 24);
  let offset = packet.writeUInt32BE(ssrc, 4);
  for (const block of blocks) {
    offset = packet.writeUInt32BE(block.ssrc, offset);
    offset = packet.writeUInt8(block.fractionLost, offset);
    offset = packet.writeIntBE(block.cumulativeLost, offset, 3);
    offset = packet.writeUInt32BE(block.highestSequence, offset);
    offset = packet.writeUInt32BE(block.jitter, offset);
    offset = packet.writeUInt32BE(block.lastSenderReport, offset);
    offset = packet.writeUInt32BE(block.delaySinceSenderReport, offset);
  }
  return packet;
}

/** A source description with one CNAME, which tells streams of one sender to belong together. */
export function writeCname(ssrc: number, cname: string): Buffer {
  const text = Buffer.from(cname, 'utf8');
  // The item list ends with at least one zero byte and fills whole words.
  const chunkBytes = Math.ceil((4 + 2 + text.length + 1) / 4) * 4;
  const packet = allocate(RTCP_SDES, 1, 4 + chunkBytes);
  packet.writeUInt32BE(ssrc, 4);
  packet.writeUInt8(1, 8);
  packet.writeUInt8(text.length, 9);
  text.copy(packet, 10);
  return packet;
}

export function writePli({ senderSsrc, mediaSsrc }: Omit<Pli, 'type'>): Buffer {
  const packet = allocate(RTCP_PAYLOAD_FEEDBACK, FORMAT_PLI, 12);
  packet.writeUInt32BE(senderSsrc, 4);
  packet.writeUInt32BE(mediaSsrc, 8);
  return packet;
}

/** Sequence numbers in ascending order (modulo 2^16), at least one. */
export function writeNack({ senderSsrc, mediaSsrc, sequenceNumbers }: Omit<Nack, 'type'>): Buffer {
  const items: { first: number; following: number }[] = [];
  for (const sequenceNumber of sequenceNumbers) {
    const last = items.at(-1);
    const distance = last === undefined ? Infinity : (sequenceNumber - last.first) & 0xffff;
    if (last === undefined || distance > 16) items.push({ first: sequenceNumber, following: 0 });
    else if (distance > 0) last.following |= 1 << (distance - 1);
  }
  const packet = allocate(RTCP_TRANSPORT_FEEDBACK, FORMAT_NACK, 12 + items.length * 4);
  packet.writeUInt32BE(senderSsrc, 4);
  let offset = packet.writeUInt32BE(mediaSsrc, 8);
  for (const { first, following } of items) {
    offset = packet.writeUInt16BE(first, offset);
    offset = packet.writeUInt16BE(following, offset);
  }
  return packet;
}

/** A zeroed packet of `bytes` bytes (a multiple of four) with its header written. */
export function allocate(type: number, countOrFormat: number, bytes: number): Buffer {
  const packet = Buffer.alloc(bytes);
  packet.writeUInt8(0x80 | countOrFormat, 0);
  packet.writeUInt8(type, 1);
  packet.writeUInt16BE(bytes / 4 - 1, 2);
  return packet;
}

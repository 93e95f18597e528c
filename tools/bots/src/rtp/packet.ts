/** One element of the RTP header extension (RFC 8285). */
export interface RtpExtension {
  /** Negotiated id, 1 … 14. */
  readonly id: number;
  /** 1 … 16 bytes. */
  readonly data: Buffer;
}

export interface RtpHeader {
  readonly payloadType: number;
  readonly marker: boolean;
  readonly sequenceNumber: number;
  readonly timestamp: number;
  readonly ssrc: number;
  readonly extensions: readonly RtpExtension[];
}

export interface RtpPacket extends RtpHeader {
  /** Without padding. */
  readonly payload: Buffer;
}

const FIXED_HEADER_BYTES = 12;
const ONE_BYTE_PROFILE = 0xbede;

/** RTP and RTCP share a port; RFC 5761 tells them apart by the second byte. */
export function isRtcp(packet: Buffer): boolean {
  const type = packet[1] ?? 0;
  return type >= 192 && type <= 223;
}

/** Parses an RTP packet (RFC 3550); data are views into `packet`. `null` when it is malformed. */
export function parseRtp(packet: Buffer): RtpPacket | null {
  if (packet.length < FIXED_HEADER_BYTES || packet.readUInt8(0) >> 6 !== 2) return null;
  const first = packet.readUInt8(0);
  let offset = FIXED_HEADER_BYTES + (first & 0x0f) * 4;
  let extensions: RtpExtension[] = [];
  if ((first & 0x10) !== 0) {
    if (offset + 4 > packet.length) return null;
    const start = offset + 4;
    const end = start + packet.readUInt16BE(offset + 2) * 4;
    if (end > packet.length) return null;
    extensions = parseExtensions(packet.readUInt16BE(offset), packet.subarray(start, end));
    offset = end;
  }
  const padding = (first & 0x20) === 0 ? 0 : packet.readUInt8(packet.length - 1);
  if (offset + padding > packet.length) return null;
  const second = packet.readUInt8(1);
  return {
    payloadType: second & 0x7f,
    marker: (second & 0x80) !== 0,
    sequenceNumber: packet.readUInt16BE(2),
    timestamp: packet.readUInt32BE(4),
    ssrc: packet.readUInt32BE(8),
    extensions,
    payload: packet.subarray(offset, packet.length - padding),
  };
}

/** Reads elements with one-byte or two-byte headers; stops at the first malformed one, as RFC 8285 asks. */
function parseExtensions(profile: number, data: Buffer): RtpExtension[] {
  const oneByte = profile === ONE_BYTE_PROFILE;
  const extensions: RtpExtension[] = [];
  let offset = 0;
  while (offset < data.length) {
    const head = data.readUInt8(offset++);
    if (head === 0) continue;
    const id = oneByte ? head >> 4 : head;
    if (oneByte && id === 15) break;
    if (!oneByte && offset >= data.length) break;
    const size = oneByte ? (head & 0x0f) + 1 : data.readUInt8(offset++);
    if (offset + size > data.length) break;
    extensions.push({ id, data: data.subarray(offset, offset + size) });
    offset += size;
  }
  return extensions;
}

/**
 * Writes an RTP header, with extension elements in the one-byte form, at the beginning of `target`. Returns its
 * length: the payload begins there.
 */
export function writeRtpHeader(target: Buffer, header: RtpHeader): number {
  const hasExtensions = header.extensions.length > 0;
  target.writeUInt8(0x80 | (hasExtensions ? 0x10 : 0), 0);
  target.writeUInt8((header.marker ? 0x80 : 0) | header.payloadType, 1);
  target.writeUInt16BE(header.sequenceNumber, 2);
  target.writeUInt32BE(header.timestamp, 4);
  target.writeUInt32BE(header.ssrc, 8);
  if (!hasExtensions) return FIXED_HEADER_BYTES;
  let offset = FIXED_HEADER_BYTES + 4;
  for (const { id, data } of header.extensions) {
    offset = target.writeUInt8((id << 4) | (data.length - 1), offset);
    offset += data.copy(target, offset);
  }
  while (offset % 4 !== 0) offset = target.writeUInt8(0, offset);
  target.writeUInt16BE(ONE_BYTE_PROFILE, FIXED_HEADER_BYTES);
  target.writeUInt16BE(offset / 4 - 4, FIXED_HEADER_BYTES + 2);
  return offset;
}

/** Data of the extension with this negotiated id. */
export function findExtension(packet: RtpHeader, id: number | undefined): Buffer | undefined {
  return packet.extensions.find((extension) => extension.id === id)?.data;
}

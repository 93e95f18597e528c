const FIXED_HEADER_BYTES = 12;
const ONE_BYTE_PROFILE = 0xbede;
/** An id of 15 ends the one-byte form (RFC 8285, section 4.2). */
const ONE_BYTE_STOP_ID = 15;

export const AUDIO_LEVEL_URI = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level';
/** What RFC 6464 calls digital silence. */
export const SILENT_DBOV = -127;

/**
 * The audio level (RFC 6464) that an RTP packet carries under this extension id, -127 (silent) to 0 dBov; null without
 * one. Runs for every packet of every microphone: it reads the bytes where they are and allocates nothing.
 */
export function readAudioLevel(packet: Buffer, extensionId: number): number | null {
  if (packet.length < FIXED_HEADER_BYTES) return null;
  const flags = packet[0] as number;
  if ((flags & 0x10) === 0) return null;
  const start = FIXED_HEADER_BYTES + 4 * (flags & 0x0f);
  if (packet.length < start + 4) return null;
  const end = start + 4 + 4 * packet.readUInt16BE(start + 2);
  if (packet.length < end) return null;
  const profile = packet.readUInt16BE(start);
  if (profile === ONE_BYTE_PROFILE) return inOneByteForm(packet, start + 4, end, extensionId);
  return profile >>> 4 === 0x100 ? inTwoByteForm(packet, start + 4, end, extensionId) : null;
}

function inOneByteForm(packet: Buffer, from: number, end: number, extensionId: number): number | null {
  let offset = from;
  while (offset < end) {
    const header = packet[offset] as number;
    const id = header >>> 4;
    if (id === ONE_BYTE_STOP_ID) return null;
    // A zero byte is padding, without a length.
    if (header === 0) offset += 1;
    else if (id === extensionId) return offset + 1 < end ? levelOf(packet[offset + 1] as number) : null;
    else offset += 2 + (header & 0x0f);
  }
  return null;
}

function inTwoByteForm(packet: Buffer, from: number, end: number, extensionId: number): number | null {
  let offset = from;
  while (offset + 1 < end) {
    const id = packet[offset] as number;
    const length = packet[offset + 1] as number;
    if (id === 0) offset += 1;
    else if (id === extensionId)
      return length > 0 && offset + 2 < end ? levelOf(packet[offset + 2] as number) : null;
    else offset += 2 + length;
  }
  return null;
}

/** The top bit says "voice", which senders fill in so differently that it is of no use. */
function levelOf(byte: number): number {
  return 0 - (byte & 0x7f);
}

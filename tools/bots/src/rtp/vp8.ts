/** VP8 payload descriptor (RFC 7741, section 4.2). Absent fields are not sent. */
export interface Vp8Descriptor {
  /** Non-reference frame: may be dropped without harming others. */
  readonly nonReference: boolean;
  /** This packet begins a VP8 partition. */
  readonly startOfPartition: boolean;
  /** 0 … 7; a frame begins where partition 0 begins. */
  readonly partition: number;
  /** 15 bits here, though 7-bit ones are read as well. */
  readonly pictureId?: number;
  readonly tl0PicIdx?: number;
  readonly temporalLayer?: number;
  /** Depends only on the base temporal layer. */
  readonly layerSync?: boolean;
  readonly keyIndex?: number;
}

export interface ParsedVp8Descriptor extends Vp8Descriptor {
  /** Bytes that the descriptor takes at the beginning of the RTP payload. */
  readonly length: number;
}

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Largest descriptor that {@link writeVp8Descriptor} writes. */
export const MAX_VP8_DESCRIPTOR_BYTES = 6;

/** Reads the descriptor at the beginning of an RTP payload; `null` when the payload is too short for it. */
export function parseVp8Descriptor(payload: Buffer): ParsedVp8Descriptor | null {
  const byteAt = (index: number): number => payload[index] ?? 0;
  const first = byteAt(0);
  const hasFlags = (first & 0x80) !== 0;
  const flags = hasFlags ? byteAt(1) : 0;
  const [hasPictureId, hasTl0, hasLayer, hasKeyIndex] = [0x80, 0x40, 0x20, 0x10].map(
    (bit) => (flags & bit) !== 0,
  );
  let length = hasFlags ? 2 : 1;
  let optional: Partial<Vp8Descriptor> = {};
  if (hasPictureId) {
    const long = (byteAt(length) & 0x80) !== 0;
    const pictureId = long ? ((byteAt(length) & 0x7f) << 8) | byteAt(length + 1) : byteAt(length);
    optional = { ...optional, pictureId };
    length += long ? 2 : 1;
  }
  if (hasTl0) optional = { ...optional, tl0PicIdx: byteAt(length++) };
  if (hasLayer || hasKeyIndex) {
    const octet = byteAt(length++);
    if (hasLayer) optional = { ...optional, temporalLayer: octet >> 6, layerSync: (octet & 0x20) !== 0 };
    if (hasKeyIndex) optional = { ...optional, keyIndex: octet & 0x1f };
  }
  if (length > payload.length) return null;
  return {
    nonReference: (first & 0x20) !== 0,
    startOfPartition: (first & 0x10) !== 0,
    partition: first & 0x07,
    ...optional,
    length,
  };
}

/** Writes a descriptor (PictureID always with 15 bits) and returns its length in bytes. */
export function writeVp8Descriptor(target: Buffer, offset: number, descriptor: Vp8Descriptor): number {
  const { pictureId, tl0PicIdx, temporalLayer, keyIndex } = descriptor;
  const flags =
    (pictureId === undefined ? 0 : 0x80) |
    (tl0PicIdx === undefined ? 0 : 0x40) |
    (temporalLayer === undefined ? 0 : 0x20) |
    (keyIndex === undefined ? 0 : 0x10);
  const first =
    (descriptor.nonReference ? 0x20 : 0) | (descriptor.startOfPartition ? 0x10 : 0) | descriptor.partition;
  let end = target.writeUInt8(first | (flags === 0 ? 0 : 0x80), offset);
  if (flags === 0) return end - offset;
  end = target.writeUInt8(flags, end);
  if (pictureId !== undefined) end = target.writeUInt16BE(0x8000 | pictureId, end);
  if (tl0PicIdx !== undefined) end = target.writeUInt8(tl0PicIdx, end);
  if (temporalLayer !== undefined || keyIndex !== undefined) {
    const layerBits = ((temporalLayer ?? 0) << 6) | (descriptor.layerSync === true ? 0x20 : 0);
    end = target.writeUInt8(layerBits | (keyIndex ?? 0), end);
  }
  return end - offset;
}

/** Picture size of a VP8 key frame (RFC 6386, section 9.1) from the frame's first bytes; `null` for other frames. */
export function vp8KeyFrameSize(frame: Buffer): PictureSize | null {
  if (frame.length < 10 || (frame.readUInt8(0) & 0x01) !== 0) return null;
  if (frame.readUIntBE(3, 3) !== 0x9d012a) return null;
  return { width: frame.readUInt16LE(6) & 0x3fff, height: frame.readUInt16LE(8) & 0x3fff };
}

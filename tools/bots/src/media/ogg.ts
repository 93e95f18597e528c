const PAGE_HEADER_BYTES = 27;
const FULL_SEGMENT = 255;

/**
 * The packets of an Ogg file with a single logical stream (RFC 3533), in order, joined across segments and pages.
 * Checksums are not verified: the files are our own.
 */
export function parseOggPackets(file: Buffer): Buffer[] {
  const packets: Buffer[] = [];
  let partial: Buffer[] = [];
  let offset = 0;
  while (offset < file.length) {
    const page = readPage(file, offset);
    let position = page.bodyStart;
    for (const size of page.segmentSizes) {
      partial.push(file.subarray(position, position + size));
      position += size;
      // A segment shorter than 255 bytes ends its packet.
      if (size < FULL_SEGMENT) {
        packets.push(partial.length === 1 && partial[0] ? partial[0] : Buffer.concat(partial));
        partial = [];
      }
    }
    offset = position;
  }
  if (partial.length > 0) throw new Error('Ogg file ends inside a packet');
  return packets;
}

/** The audio packets of an Ogg Opus file (RFC 7845), without its two header packets. */
export function parseOggOpus(file: Buffer): Buffer[] {
  const [head, tags, ...packets] = parseOggPackets(file);
  if (head?.toString('latin1', 0, 8) !== 'OpusHead' || tags?.toString('latin1', 0, 8) !== 'OpusTags') {
    throw new Error('not an Ogg Opus file');
  }
  return packets;
}

function readPage(file: Buffer, offset: number): { segmentSizes: readonly number[]; bodyStart: number } {
  if (offset + PAGE_HEADER_BYTES > file.length || file.toString('latin1', offset, offset + 4) !== 'OggS') {
    throw new Error(`no Ogg page at byte ${offset}`);
  }
  const tableStart = offset + PAGE_HEADER_BYTES;
  const bodyStart = tableStart + file.readUInt8(offset + 26);
  const segmentSizes = [...file.subarray(tableStart, bodyStart)];
  const bodyBytes = segmentSizes.reduce((sum, size) => sum + size, 0);
  if (bodyStart + bodyBytes > file.length) throw new Error('Ogg file ends inside a page');
  return { segmentSizes, bodyStart };
}

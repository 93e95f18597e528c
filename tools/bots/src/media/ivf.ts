/** One encoded picture of an IVF file. */
export interface IvfFrame {
  /** Presentation time in units of the file's time base. */
  readonly timestamp: number;
  readonly data: Buffer;
}

export interface IvfFile {
  /** Four characters, such as `VP80`. */
  readonly codec: string;
  readonly width: number;
  readonly height: number;
  /** Time base: one timestamp unit is `timebaseNumerator / timebaseDenominator` seconds. */
  readonly timebaseNumerator: number;
  readonly timebaseDenominator: number;
  readonly frames: readonly IvfFrame[];
}

const MINIMAL_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 12;

/** Parses a whole IVF file; frames are views into `file`. Throws on anything that is not a complete IVF file. */
export function parseIvf(file: Buffer): IvfFile {
  if (file.length < MINIMAL_HEADER_BYTES || file.toString('latin1', 0, 4) !== 'DKIF') {
    throw new Error('not an IVF file');
  }
  return {
    codec: file.toString('latin1', 8, 12),
    width: file.readUInt16LE(12),
    height: file.readUInt16LE(14),
    timebaseDenominator: file.readUInt32LE(16),
    timebaseNumerator: file.readUInt32LE(20),
    frames: parseFrames(file, file.readUInt16LE(6)),
  };
}

function parseFrames(file: Buffer, headerBytes: number): IvfFrame[] {
  const frames: IvfFrame[] = [];
  let offset = headerBytes;
  while (offset < file.length) {
    if (offset + FRAME_HEADER_BYTES > file.length) throw new Error('IVF file ends inside a frame header');
    const size = file.readUInt32LE(offset);
    const timestamp = Number(file.readBigUInt64LE(offset + 4));
    const start = offset + FRAME_HEADER_BYTES;
    if (start + size > file.length) throw new Error('IVF file ends inside a frame');
    frames.push({ timestamp, data: file.subarray(start, start + size) });
    offset = start + size;
  }
  return frames;
}

import { FORMAT_TRANSPORT_CC, RTCP_TRANSPORT_FEEDBACK } from './types.ts';
import { allocate } from './write.ts';

/** Arrival of a packet with a transport-wide sequence number. */
export interface Arrival {
  /** Extended: never wraps around. */
  readonly sequence: number;
  /** Monotonic. */
  readonly atMs: number;
}

export interface TransportFeedbackOptions {
  readonly senderSsrc: number;
  readonly mediaSsrc: number;
  /** Counts feedback packets; 8 bits are sent. */
  readonly feedbackCount: number;
  /** First sequence number that this packet reports on; packets from here that did not arrive are reported lost. */
  readonly firstSequence: number;
  /** Not empty, ascending, without duplicates, from `firstSequence` on. */
  readonly arrivals: readonly Arrival[];
}

const NOT_RECEIVED = 0;
const SMALL_DELTA = 1;
const LARGE_DELTA = 2;
const SYMBOLS_PER_CHUNK = 7;
/** Unit of the reference time. */
const REFERENCE_MS = 64;
/** Deltas are sent in units of 250 µs. */
const DELTAS_PER_MS = 4;

/** Transport-wide congestion control feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01). */
export function writeTransportFeedback(options: TransportFeedbackOptions): Buffer {
  const { arrivals, firstSequence } = options;
  const referenceTime = Math.floor((arrivals[0]?.atMs ?? 0) / REFERENCE_MS);
  const deltas = toDeltas(arrivals, referenceTime * REFERENCE_MS);
  const symbols: number[] = [];
  arrivals.forEach(({ sequence }, index) => {
    while (firstSequence + symbols.length < sequence) symbols.push(NOT_RECEIVED);
    symbols.push(isSmall(deltas[index] ?? 0) ? SMALL_DELTA : LARGE_DELTA);
  });
  const chunks = toChunks(symbols);
  const deltaBytes = deltas.reduce((sum, delta) => sum + (isSmall(delta) ? 1 : 2), 0);
  const packet = allocate(
    RTCP_TRANSPORT_FEEDBACK,
    FORMAT_TRANSPORT_CC,
    Math.ceil((20 + chunks.length * 2 + deltaBytes) / 4) * 4,
  );
  packet.writeUInt32BE(options.senderSsrc, 4);
  packet.writeUInt32BE(options.mediaSsrc, 8);
  packet.writeUInt16BE(firstSequence & 0xffff, 12);
  packet.writeUInt16BE(symbols.length, 14);
  packet.writeUIntBE(referenceTime & 0x7fffff, 16, 3);
  let offset = packet.writeUInt8(options.feedbackCount & 0xff, 19);
  for (const chunk of chunks) offset = packet.writeUInt16BE(chunk, offset);
  for (const delta of deltas) {
    offset = isSmall(delta) ? packet.writeUInt8(delta, offset) : packet.writeInt16BE(delta, offset);
  }
  return packet;
}

function isSmall(delta: number): boolean {
  return delta >= 0 && delta <= 255;
}

/** Each arrival relative to the one before, in 250 µs; rounding errors don't add up. */
function toDeltas(arrivals: readonly Arrival[], referenceMs: number): number[] {
  let previous = referenceMs * DELTAS_PER_MS;
  return arrivals.map(({ atMs }) => {
    const delta = Math.max(-32_768, Math.min(32_767, Math.round(atMs * DELTAS_PER_MS) - previous));
    previous += delta;
    return delta;
  });
}

/** Runs of one symbol take a run-length chunk, the rest vectors of seven two-bit symbols. */
function toChunks(symbols: readonly number[]): number[] {
  const chunks: number[] = [];
  for (let index = 0; index < symbols.length;) {
    const symbol = symbols[index] ?? NOT_RECEIVED;
    const run = runLength(symbols, index);
    if (run >= SYMBOLS_PER_CHUNK) {
      chunks.push((symbol << 13) | run);
      index += run;
      continue;
    }
    let vector = 0xc000;
    for (let slot = 0; slot < SYMBOLS_PER_CHUNK; slot++) {
      vector |= (symbols[index + slot] ?? NOT_RECEIVED) << (12 - slot * 2);
    }
    chunks.push(vector);
    index += SYMBOLS_PER_CHUNK;
  }
  return chunks;
}

function runLength(symbols: readonly number[], start: number): number {
  const MAX_RUN = 0x1fff;
  let end = start;
  while (end < symbols.length && symbols[end] === symbols[start] && end - start < MAX_RUN) end++;
  return end - start;
}

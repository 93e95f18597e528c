import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeTransportFeedback } from './transportFeedback.ts';
import type { Arrival } from './transportFeedback.ts';

/** Decodes feedback independently of the writer; `null` stands for a lost packet. */
function decode(packet: Buffer): { firstSequence: number; arrivalsMs: (number | null)[] } {
  const statusCount = packet.readUInt16BE(14);
  const symbols: number[] = [];
  let offset = 20;
  while (symbols.length < statusCount) {
    const chunk = packet.readUInt16BE(offset);
    offset += 2;
    if ((chunk & 0x8000) === 0) symbols.push(...Array<number>(chunk & 0x1fff).fill(chunk >> 13));
    else if ((chunk & 0x4000) === 0) for (let bit = 13; bit >= 0; bit--) symbols.push((chunk >> bit) & 1);
    else for (let bit = 12; bit >= 0; bit -= 2) symbols.push((chunk >> bit) & 3);
  }
  let timeMs = packet.readIntBE(16, 3) * 64;
  const arrivalsMs = symbols.slice(0, statusCount).map((symbol) => {
    if (symbol === 0) return null;
    timeMs += (symbol === 1 ? packet.readUInt8(offset) : packet.readInt16BE(offset)) / 4;
    offset += symbol;
    return timeMs;
  });
  return { firstSequence: packet.readUInt16BE(12), arrivalsMs };
}

const feedback = fc
  .record({
    firstSequence: fc.integer({ min: 0, max: 200_000 }),
    steps: fc.array(
      fc.record({ skipped: fc.integer({ min: 0, max: 30 }), afterMs: fc.integer({ min: -200, max: 400 }) }),
      {
        minLength: 1,
        maxLength: 120,
      },
    ),
    startMs: fc.integer({ min: 100_000, max: 10_000_000 }),
  })
  .map(({ firstSequence, steps, startMs }) => {
    const arrivals: Arrival[] = [];
    let [sequence, atMs] = [firstSequence - 1, startMs];
    for (const { skipped, afterMs } of steps) {
      sequence += skipped + 1;
      atMs += afterMs;
      arrivals.push({ sequence, atMs });
    }
    return { firstSequence, arrivals };
  });

describe('transport-wide feedback', () => {
  it('tells which packets arrived, and when to within a quarter of a millisecond', () => {
    fc.assert(
      fc.property(feedback, ({ firstSequence, arrivals }) => {
        const packet = writeTransportFeedback({
          senderSsrc: 1,
          mediaSsrc: 2,
          feedbackCount: 3,
          firstSequence,
          arrivals,
        });
        const decoded = decode(packet);
        expect(packet.length % 4).toBe(0);
        expect(packet.readUInt16BE(2)).toBe(packet.length / 4 - 1);
        expect(decoded.firstSequence).toBe(firstSequence & 0xffff);
        expect(decoded.arrivalsMs).toHaveLength((arrivals.at(-1)?.sequence ?? 0) - firstSequence + 1);
        for (const { sequence, atMs } of arrivals) {
          const decodedMs = decoded.arrivalsMs[sequence - firstSequence];
          expect(Math.abs((decodedMs ?? NaN) - atMs)).toBeLessThanOrEqual(0.25);
        }
        expect(decoded.arrivalsMs.filter((time) => time !== null)).toHaveLength(arrivals.length);
      }),
    );
  });

  it('takes a single chunk for a run of packets', () => {
    const arrivals = Array.from({ length: 200 }, (_, index) => ({ sequence: index, atMs: 6400 + index }));
    const packet = writeTransportFeedback({
      senderSsrc: 1,
      mediaSsrc: 2,
      feedbackCount: 0,
      firstSequence: 0,
      arrivals,
    });
    expect(packet.length).toBe(Math.ceil((20 + 2 + 200) / 4) * 4);
  });
});

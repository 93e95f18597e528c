import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAudioLevel } from './audioLevel.ts';

/** An RTP packet with this extension block (profile, then its words), `csrcs` contributing sources and a payload. */
function packet(profile: number | null, block: number[], csrcs = 0): Buffer {
  const header = Buffer.alloc(12 + 4 * csrcs);
  header.writeUInt8((profile === null ? 0x80 : 0x90) | csrcs, 0);
  const payload = Buffer.from([1, 2, 3]);
  if (profile === null) return Buffer.concat([header, payload]);
  const padded = [...block, ...new Array<number>((4 - (block.length % 4)) % 4).fill(0)];
  const extension = Buffer.from([profile >> 8, profile & 0xff, 0, padded.length / 4, ...padded]);
  return Buffer.concat([header, extension, payload]);
}

describe('readAudioLevel', () => {
  it.each([
    ['alone', packet(0xbede, [0x10, 30]), 1, -30],
    ['with the voice bit', packet(0xbede, [0x10, 0x80 | 30]), 1, -30],
    ['as silence', packet(0xbede, [0x10, 127]), 1, -127],
    ['at the overload point', packet(0xbede, [0x10, 0]), 1, 0],
    ['after another extension and padding', packet(0xbede, [0x32, 9, 9, 9, 0, 0xa0, 44]), 10, -44],
    ['after contributing sources', packet(0xbede, [0x60, 21], 2), 6, -21],
    ['in the two-byte form', packet(0x1000, [3, 2, 9, 9, 0, 6, 1, 50]), 6, -50],
    ['under an id that only the two-byte form has', packet(0x1000, [20, 1, 50]), 20, -50],
    ['under another id', packet(0xbede, [0x10, 30]), 2, null],
    ['after the end mark', packet(0xbede, [0xf0, 0, 0x10, 30]), 1, null],
    ['in an unknown form', packet(0x2222, [0x10, 30]), 1, null],
    ['without a block', packet(null, []), 1, null],
    ['empty', Buffer.alloc(0), 1, null],
  ])('%s', (_case, bytes, id, expected) => {
    expect(readAudioLevel(bytes, id)).toBe(expected);
  });

  it('never reads beyond the packet, whatever it holds', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.integer({ min: 1, max: 14 }), (bytes, id) => {
        const level = readAudioLevel(Buffer.from(bytes), id);
        return level === null || (level >= -127 && level <= 0);
      }),
      { numRuns: 2000 },
    );
  });

  it('never reads beyond the packet when it is cut anywhere', () => {
    const whole = packet(0xbede, [0x32, 9, 9, 9, 0x10, 30]);
    for (let length = 0; length < 24; length += 1) {
      expect([null, -30]).toContain(readAudioLevel(whole.subarray(0, length), 1));
    }
  });
});

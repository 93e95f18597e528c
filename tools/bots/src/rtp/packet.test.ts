import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findExtension, isRtcp, parseRtp, writeRtpHeader } from './packet.ts';

const bytes = (minLength: number, maxLength: number) =>
  fc.uint8Array({ minLength, maxLength }).map((array) => Buffer.from(array));

const header = fc.record({
  payloadType: fc.integer({ min: 0, max: 127 }),
  marker: fc.boolean(),
  sequenceNumber: fc.integer({ min: 0, max: 0xffff }),
  timestamp: fc.integer({ min: 0, max: 0xffffffff }),
  ssrc: fc.integer({ min: 0, max: 0xffffffff }),
  extensions: fc.uniqueArray(fc.record({ id: fc.integer({ min: 1, max: 14 }), data: bytes(1, 16) }), {
    selector: ({ id }) => id,
    maxLength: 6,
  }),
});

describe('RTP packets', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(header, bytes(0, 100), (written, payload) => {
        const packet = Buffer.alloc(400);
        const length = writeRtpHeader(packet, written);
        payload.copy(packet, length);
        expect(length % 4).toBe(0);
        expect(parseRtp(packet.subarray(0, length + payload.length))).toEqual({ ...written, payload });
      }),
    );
  });

  it('never throw, whatever arrives', () => {
    fc.assert(
      fc.property(bytes(0, 80), (garbage) => {
        const packet = parseRtp(garbage);
        expect(packet === null || packet.payload.length <= garbage.length).toBe(true);
      }),
    );
  });

  it('lose their padding and skip contributing sources', () => {
    const packet = Buffer.from('a1600001000000020000000300000009aabb0002', 'hex');
    expect(parseRtp(packet)).toMatchObject({ ssrc: 3, payload: Buffer.from('aabb', 'hex') });
  });

  it('may have two-byte extension headers', () => {
    const packet = Buffer.from('906000010000000200000003100000020502aabb00070000', 'hex');
    const parsed = parseRtp(packet);
    expect(parsed && findExtension(parsed, 5)).toEqual(Buffer.from('aabb', 'hex'));
    expect(parsed && findExtension(parsed, 7)).toEqual(Buffer.alloc(0));
    expect(parsed && findExtension(parsed, undefined)).toBeUndefined();
  });

  it('are told apart from RTCP', () => {
    expect(isRtcp(Buffer.from([0x80, 200]))).toBe(true);
    expect(isRtcp(Buffer.from([0x81, 206]))).toBe(true);
    expect(isRtcp(Buffer.from([0x80, 0xe0]))).toBe(false);
    expect(isRtcp(Buffer.from([0x80, 111]))).toBe(false);
  });
});

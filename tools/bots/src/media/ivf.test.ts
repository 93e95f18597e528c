import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIvf } from './ivf.ts';

function ivf(frames: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(32);
  header.write('DKIF', 0, 'latin1');
  header.writeUInt16LE(32, 6);
  header.write('VP80', 8, 'latin1');
  header.writeUInt16LE(320, 12);
  header.writeUInt16LE(180, 14);
  header.writeUInt32LE(15, 16);
  header.writeUInt32LE(1, 20);
  const parts = frames.flatMap((data, index) => {
    const frameHeader = Buffer.alloc(12);
    frameHeader.writeUInt32LE(data.length, 0);
    frameHeader.writeBigUInt64LE(BigInt(index), 4);
    return [frameHeader, data];
  });
  return Buffer.concat([header, ...parts]);
}

const frames = fc.array(
  fc.uint8Array({ maxLength: 50 }).map((array) => Buffer.from(array)),
  { maxLength: 10 },
);

describe('IVF', () => {
  it('gives every frame', () => {
    fc.assert(
      fc.property(frames, (written) => {
        const file = parseIvf(ivf(written));
        expect(file).toMatchObject({ codec: 'VP80', width: 320, height: 180, timebaseDenominator: 15 });
        expect(file.frames).toEqual(written.map((data, timestamp) => ({ timestamp, data })));
      }),
    );
  });

  it('is refused when it is cut off', () => {
    const whole = ivf([Buffer.alloc(20)]);
    expect(() => parseIvf(whole.subarray(0, whole.length - 1))).toThrow('ends inside a frame');
    expect(() => parseIvf(whole.subarray(0, 40))).toThrow('ends inside a frame header');
    expect(() => parseIvf(Buffer.from('RIFF'))).toThrow('not an IVF file');
  });
});

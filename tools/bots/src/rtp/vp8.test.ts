import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_VP8_DESCRIPTOR_BYTES, parseVp8Descriptor, vp8KeyFrameSize, writeVp8Descriptor } from './vp8.ts';

const mandatory = {
  nonReference: fc.boolean(),
  startOfPartition: fc.boolean(),
  partition: fc.integer({ min: 0, max: 7 }),
};
const optional = {
  pictureId: fc.integer({ min: 0, max: 0x7fff }),
  tl0PicIdx: fc.integer({ min: 0, max: 255 }),
  keyIndex: fc.integer({ min: 0, max: 31 }),
};
const layer = fc.record({ temporalLayer: fc.integer({ min: 0, max: 3 }), layerSync: fc.boolean() });
const descriptors = fc
  .tuple(
    fc.record(
      { ...mandatory, ...optional },
      { requiredKeys: ['nonReference', 'startOfPartition', 'partition'] },
    ),
    fc.option(layer, { nil: {} }),
  )
  .map(([base, temporal]) => ({ ...base, ...temporal }));

describe('VP8 payload descriptors', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(descriptors, (descriptor) => {
        const target = Buffer.alloc(MAX_VP8_DESCRIPTOR_BYTES);
        const length = writeVp8Descriptor(target, 0, descriptor);
        expect(parseVp8Descriptor(target)).toEqual({ ...descriptor, length });
      }),
    );
  });

  it('may have a PictureID of seven bits', () => {
    expect(parseVp8Descriptor(Buffer.from([0x90, 0x80, 0x2a, 0xff]))).toMatchObject({
      pictureId: 42,
      length: 3,
    });
  });

  it('are not read beyond the payload', () => {
    expect(parseVp8Descriptor(Buffer.from([0x90, 0xf0, 0x80]))).toBeNull();
    expect(parseVp8Descriptor(Buffer.alloc(0))).toBeNull();
  });
});

describe('VP8 key frames', () => {
  it('carry their size without the scaling bits', () => {
    const frame = Buffer.from('5004009d012a0045d082', 'hex');
    expect(vp8KeyFrameSize(frame)).toEqual({ width: 1280, height: 720 });
  });

  it('are told apart from other frames', () => {
    expect(vp8KeyFrameSize(Buffer.from('5104009d012a0005d002', 'hex'))).toBeNull();
    expect(vp8KeyFrameSize(Buffer.from('5004009d012b0005d002', 'hex'))).toBeNull();
    expect(vp8KeyFrameSize(Buffer.from('500400', 'hex'))).toBeNull();
  });
});

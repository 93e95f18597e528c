import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOggOpus, parseOggPackets } from './ogg.ts';

/** Lays packets out in pages of at most `segmentsPerPage` segments, so that packets continue on the next page. */
function ogg(packets: readonly Buffer[], segmentsPerPage: number): Buffer {
  const segments = packets.flatMap((packet) => {
    const parts: Buffer[] = [];
    for (let start = 0; start <= packet.length; start += 255) parts.push(packet.subarray(start, start + 255));
    return parts;
  });
  const pages: Buffer[] = [];
  for (let start = 0; start < segments.length; start += segmentsPerPage) {
    const body = segments.slice(start, start + segmentsPerPage);
    const header = Buffer.alloc(27);
    header.write('OggS', 0, 'latin1');
    header.writeUInt8(body.length, 26);
    pages.push(header, Buffer.from(body.map(({ length }) => length)), ...body);
  }
  return Buffer.concat(pages);
}

const packets = fc.array(
  fc.uint8Array({ maxLength: 600 }).map((array) => Buffer.from(array)),
  { maxLength: 12 },
);

describe('Ogg', () => {
  it('gives every packet, also across segments and pages', () => {
    fc.assert(
      fc.property(packets, fc.integer({ min: 1, max: 255 }), (written, segmentsPerPage) => {
        expect(parseOggPackets(ogg(written, segmentsPerPage))).toEqual(written);
      }),
    );
  });

  it('gives the audio packets of Opus', () => {
    const audio = [Buffer.from([1, 2]), Buffer.from([3])];
    expect(parseOggOpus(ogg([Buffer.from('OpusHead…'), Buffer.from('OpusTags…'), ...audio], 3))).toEqual(
      audio,
    );
    expect(() => parseOggOpus(ogg(audio, 3))).toThrow('not an Ogg Opus file');
  });

  it('is refused when it is cut off', () => {
    const whole = ogg([Buffer.alloc(300)], 1);
    expect(() => parseOggPackets(whole.subarray(0, 283))).toThrow('ends inside a packet');
    expect(() => parseOggPackets(whole.subarray(0, 200))).toThrow('ends inside a page');
    expect(() => parseOggPackets(Buffer.from('nothing'))).toThrow('no Ogg page');
  });
});

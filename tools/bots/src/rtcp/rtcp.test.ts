import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRtcp } from './parse.ts';
import {
  allocate,
  writeCname,
  writeNack,
  writePli,
  writeReceiverReport,
  writeSenderReport,
} from './write.ts';

const uint32 = fc.integer({ min: 0, max: 0xffffffff });

const senderReport = fc.record({
  ssrc: uint32,
  ntp: fc.record({ seconds: uint32, fraction: uint32 }),
  rtpTimestamp: uint32,
  packetCount: uint32,
  octetCount: uint32,
});

const receiverReport = fc.record({
  ssrc: uint32,
  blocks: fc.array(
    fc.record({
      ssrc: uint32,
      fractionLost: fc.integer({ min: 0, max: 255 }),
      cumulativeLost: fc.integer({ min: -0x800000, max: 0x7fffff }),
      highestSequence: uint32,
      jitter: uint32,
      lastSenderReport: uint32,
      delaySinceSenderReport: uint32,
    }),
    { maxLength: 31 },
  ),
});

/** Ascending from any start, so that some wrap around. */
const nack = fc.record({
  senderSsrc: uint32,
  mediaSsrc: uint32,
  sequenceNumbers: fc
    .tuple(fc.integer({ min: 0, max: 0xffff }), fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 50 }))
    .map(([first, steps]) =>
      steps.reduce((all, step) => [...all, ((all.at(-1) ?? 0) + step) & 0xffff], [first]),
    ),
});

describe('RTCP', () => {
  it('reads sender reports, also beside a source description', () => {
    fc.assert(
      fc.property(
        senderReport,
        fc.string({ minLength: 1, maxLength: 40, unit: 'binary-ascii' }),
        (report, cname) => {
          const compound = Buffer.concat([writeSenderReport(report), writeCname(report.ssrc, cname)]);
          expect(compound.length % 4).toBe(0);
          expect(parseRtcp(compound)).toEqual([{ type: 'sender-report', ...report }]);
        },
      ),
    );
  });

  it('reads receiver reports', () => {
    fc.assert(
      fc.property(receiverReport, (report) => {
        expect(parseRtcp(writeReceiverReport(report))).toEqual([{ type: 'receiver-report', ...report }]);
      }),
    );
  });

  it('reads requests for lost packets', () => {
    fc.assert(
      fc.property(nack, (request) => {
        expect(parseRtcp(writeNack(request))).toEqual([{ type: 'nack', ...request }]);
      }),
    );
  });

  it('packs requests for neighbouring packets', () => {
    const sequenceNumbers = [65_535, 0, 15, 16];
    const packet = writeNack({ senderSsrc: 1, mediaSsrc: 2, sequenceNumbers });
    expect(packet.toString('hex', 12)).toBe('ffff8001' + '00100000');
  });

  it('reads requests for key frames', () => {
    const request = { senderSsrc: 1, mediaSsrc: 0xfffffffe };
    expect(parseRtcp(writePli(request))).toEqual([{ type: 'pli', ...request }]);
    const fir = allocate(206, 4, 28);
    fir.writeUInt32BE(7, 4);
    fir.writeUInt32BE(100, 12);
    fir.writeUInt32BE(200, 20);
    expect(parseRtcp(fir)).toEqual([{ type: 'fir', senderSsrc: 7, mediaSsrcs: [100, 200] }]);
  });

  it('never throws, whatever arrives', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.integer({ min: 200, max: 206 }), (array, type) => {
        const garbage = Buffer.from(array);
        if (garbage.length > 3)
          garbage.set([0x80 | ((garbage[0] ?? 0) % 32), type, 0, garbage.length >> 3], 0);
        expect(parseRtcp(garbage).length).toBeLessThanOrEqual(garbage.length / 8);
      }),
    );
  });
});

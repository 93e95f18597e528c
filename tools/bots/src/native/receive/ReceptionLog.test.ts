import { describe, expect, it } from 'vitest';
import { ReceptionLog } from './ReceptionLog.ts';

/** Packets every 20 ms at 48 kHz. */
function receive(log: ReceptionLog, sequenceNumbers: readonly number[], delayMs = 0): (number | null)[] {
  return sequenceNumbers.map((number) => log.note(number & 0xffff, number * 960, number * 20 + delayMs));
}

describe('ReceptionLog', () => {
  it('tells the loss of each interval and of all time', () => {
    const log = new ReceptionLog(48_000);
    receive(log, [1, 2, 3, 5]);
    expect(log.report(7, 100)).toMatchObject({
      ssrc: 7,
      cumulativeLost: 1,
      fractionLost: 51,
      highestSequence: 5,
    });
    receive(log, [6, 7, 8]);
    expect(log.report(7, 200)).toMatchObject({ cumulativeLost: 1, fractionLost: 0, highestSequence: 8 });
    receive(log, [4]);
    expect(log.lost).toBe(0);
  });

  it('counts on when sequence numbers wrap around', () => {
    const log = new ReceptionLog(48_000);
    receive(log, [65_534, 65_535, 65_536, 65_537]);
    expect(log.report(7, 0)).toMatchObject({ cumulativeLost: 0, highestSequence: 65_537 });
  });

  it('recognises duplicates', () => {
    const log = new ReceptionLog(48_000);
    expect(receive(log, [100, 101, 100, 99, 101, 99])).toEqual([100, 101, null, 99, null, null]);
  });

  it('knows jitter, in units of the clock', () => {
    const log = new ReceptionLog(48_000);
    receive(log, [1]);
    receive(log, [2], 10);
    // A change of the transit time by 10 ms (480 units), smoothed by 16.
    expect(log.report(7, 0)?.jitter).toBe(30);
  });

  it('refers to the last sender report', () => {
    const log = new ReceptionLog(48_000);
    expect(log.report(7, 0)).toBeNull();
    receive(log, [1]);
    const ntp = { seconds: 0x00010002, fraction: 0x00030004 };
    const counts = { rtpTimestamp: 0, packetCount: 0, octetCount: 0 };
    log.noteSenderReport({ type: 'sender-report', ssrc: 7, ntp, ...counts }, 1000);
    expect(log.report(7, 1500)).toMatchObject({
      lastSenderReport: 0x00020003,
      delaySinceSenderReport: 32_768,
    });
  });
});

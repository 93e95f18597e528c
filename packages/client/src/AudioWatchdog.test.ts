import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AudioWatchdog, type VoiceSample } from './AudioWatchdog.ts';

const voice = (changes: Partial<VoiceSample> = {}): VoiceSample => ({
  userId: 'a',
  producerId: 'p1',
  consumerId: 'c1',
  speaking: true,
  packets: 100,
  ...changes,
});

/** Looks once a second at the given samples. @returns what was renewed, with the second */
function watch(watchdog: AudioWatchdog, samples: readonly VoiceSample[], fromS = 0): [number, string][] {
  return samples.flatMap((sample, index) =>
    watchdog.look([sample], (fromS + index) * 1000).map((id): [number, string] => [fromS + index, id]),
  );
}
const times = (count: number, sample: VoiceSample) => Array.from({ length: count }, () => sample);

describe('a voice that does not arrive', () => {
  it('is renewed after 4 s of speech without a packet, twice, and then said to be inaudible', () => {
    const watchdog = new AudioWatchdog();
    expect(watch(watchdog, times(5, voice()))).toEqual([[4, 'c1']]);
    expect(watch(watchdog, times(5, voice({ consumerId: 'c2', packets: 0 })), 5)).toEqual([[8, 'c2']]);
    expect(watchdog.inaudibleIds).toEqual([]);
    expect(watch(watchdog, times(20, voice({ consumerId: 'c3', packets: 0 })), 10)).toEqual([]);
    expect(watchdog.inaudibleIds).toEqual(['a']);
  });

  it('is audible again with the first packet, and has new chances', () => {
    const watchdog = new AudioWatchdog();
    watch(watchdog, times(5, voice()));
    watch(watchdog, times(5, voice({ consumerId: 'c2', packets: 0 })), 5);
    watch(watchdog, times(6, voice({ consumerId: 'c3', packets: 0 })), 10);
    expect(watchdog.inaudibleIds).toEqual(['a']);
    watch(watchdog, [voice({ consumerId: 'c3', packets: 1 })], 20);
    expect(watchdog.inaudibleIds).toEqual([]);
    expect(watchdog.doubts('a')).toBe(false);
    expect(watch(watchdog, times(5, voice({ consumerId: 'c3', packets: 1 })), 21)).toEqual([[24, 'c3']]);
  });

  it('counts speech, not pauses: 4 s of it may be spread', () => {
    const watchdog = new AudioWatchdog();
    const inTurns = Array.from({ length: 12 }, (_, index) => voice({ speaking: index % 2 === 0 }));
    expect(watch(watchdog, inTurns)).toEqual([[8, 'c1']]);
  });

  it('keeps its story through a renewal, but not through another producer', () => {
    const watchdog = new AudioWatchdog();
    watch(watchdog, times(5, voice()));
    watch(watchdog, times(5, voice({ consumerId: 'c2', packets: 0 })), 5);
    watch(watchdog, times(6, voice({ consumerId: 'c3', packets: 0 })), 10);
    watchdog.look([voice({ producerId: 'p2', consumerId: 'c4', packets: 0 })], 20_000);
    expect(watchdog.inaudibleIds).toEqual([]);
  });
});

describe('no false alarm', () => {
  it.each([
    ['while packets come', Array.from({ length: 30 }, (_, second) => voice({ packets: second }))],
    ['in silence', times(30, voice({ speaking: false }))],
    ['while nobody looks', times(30, voice({ packets: null }))],
  ])('%s', (_when, samples) => {
    const watchdog = new AudioWatchdog();
    expect(watch(watchdog, samples)).toEqual([]);
    expect(watchdog.inaudibleIds).toEqual([]);
  });

  it('for who was muted, is not forwarded or reconnects in between', () => {
    const watchdog = new AudioWatchdog();
    for (let second = 0; second < 40; second += 1) {
      const samples = second % 4 === 3 ? [] : [voice()];
      expect(watchdog.look(samples, second * 1000)).toEqual([]);
    }
  });

  it('after the page was asleep', () => {
    const watchdog = new AudioWatchdog();
    watchdog.look([voice()], 0);
    expect(watchdog.look([voice()], 3_600_000)).toEqual([]);
    expect(watchdog.look([voice({ packets: 120 })], 3_601_000)).toEqual([]);
  });
});

it('never renews a voice more than twice without a packet, nor within 4 s, nor one whose packets come', () => {
  const look = fc.record({
    speaking: fc.boolean(),
    arrives: fc.boolean(),
    renewalWorks: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(look, { maxLength: 120 }), (looks) => {
      const watchdog = new AudioWatchdog();
      let [consumer, packets, renewals, lastMs] = [1, 0, 0, -Infinity];
      looks.forEach(({ speaking, arrives }, second) => {
        if (arrives) packets += 10;
        if (arrives) renewals = 0;
        const nowMs = second * 1000;
        const renewed = watchdog.look([voice({ consumerId: `c${consumer}`, speaking, packets })], nowMs);
        if (renewed.length === 0) return;
        expect(renewed).toEqual([`c${consumer}`]);
        expect(arrives && second > 0).toBe(false);
        expect(nowMs - lastMs).toBeGreaterThanOrEqual(4000);
        lastMs = nowMs;
        renewals += 1;
        expect(renewals).toBeLessThanOrEqual(2);
        consumer += 1;
        packets = 0;
      });
    }),
    { numRuns: 500 },
  );
});

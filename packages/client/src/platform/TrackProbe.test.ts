import { expect, it } from 'vitest';
import { probeTrack } from './TrackProbe.ts';

/** A track of a device as Chromium counts it; the other ways of looking are tried in a real browser (e2e/tests/phoneMedia.test.ts). */
function counted(kind: 'audio' | 'video') {
  const stats = { deliveredFrames: 0, totalFrames: 0 };
  const probe = probeTrack({ kind, stats } as unknown as MediaStreamTrack);
  return { stats, probe };
}

it.each(['audio', 'video'] as const)('sees whether %s comes, by what the browser counts', (kind) => {
  const { stats, probe } = counted(kind);
  expect(probe.look()).toBe('unknown');
  expect(probe.look()).toBe('nothing');
  stats.totalFrames += 1;
  expect(probe.look()).toBe('something');
  expect(probe.look()).toBe('nothing');
  probe.skip();
  expect(probe.look()).toBe('unknown');
});

it('counts what came also where nobody took it', () => {
  const { stats, probe } = counted('video');
  probe.look();
  stats.totalFrames = 24;
  expect(stats.deliveredFrames).toBe(0);
  expect(probe.look()).toBe('something');
});

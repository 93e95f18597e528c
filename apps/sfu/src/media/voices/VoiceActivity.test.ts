import { describe, expect, it } from 'vitest';
import { VoiceActivity } from './VoiceActivity.ts';

const PACKET_MS = 20;
const AVERAGE_MS = 250;
const LOUD_DBOV = -30;

/** Hands over the same level with each packet, and its average as often as mediasoup does; gives the time after it. */
function hear(
  activity: VoiceActivity,
  { dbov, ms, fromMs = 0, tapped = true }: { dbov: number; ms: number; fromMs?: number; tapped?: boolean },
): number {
  for (let atMs = 0; atMs < ms; atMs += PACKET_MS / 2) {
    if (tapped && atMs % PACKET_MS === 0) activity.note(dbov, fromMs + atMs);
    if (atMs % AVERAGE_MS === 0) activity.noteAverage(dbov > -60 ? dbov : null, fromMs + atMs);
  }
  return fromMs + ms;
}

describe('VoiceActivity by averages', () => {
  it('needs no packets of somebody in full flow, until they are quieter', () => {
    const activity = new VoiceActivity();
    let nowMs = hear(activity, { dbov: LOUD_DBOV, ms: 200 });
    expect(activity.isInFlow).toBe(false);
    nowMs = hear(activity, { dbov: LOUD_DBOV, ms: 800, fromMs: nowMs });
    expect(activity.isInFlow).toBe(true);
    nowMs = hear(activity, { dbov: LOUD_DBOV, ms: 5000, fromMs: nowMs, tapped: false });
    expect(activity.isInFlow).toBe(true);
    expect(activity.voicedMs(nowMs)).toBe(400);
    expect(nowMs - activity.lastVoicedAtMs).toBeLessThanOrEqual(AVERAGE_MS);
    for (const quiet of [1, 2, 3]) {
      activity.noteAverage(null, nowMs + quiet * AVERAGE_MS);
      expect(activity.isInFlow).toBe(true);
    }
    expect(activity.voicedMs(nowMs + 3 * AVERAGE_MS)).toBe(0);
    activity.noteAverage(null, nowMs + 4 * AVERAGE_MS);
    expect(activity.isInFlow).toBe(false);
  });

  it('says of every average whether there was voice until then', () => {
    const activity = new VoiceActivity();
    const nowMs = hear(activity, { dbov: LOUD_DBOV, ms: 2000 });
    const averages = [LOUD_DBOV, null, null, -50, LOUD_DBOV, null, null];
    const said = averages.map((dbov, index) => activity.noteAverage(dbov, nowMs + index * AVERAGE_MS));
    expect(said).toEqual([true, true, false, true, true, true, false]);
    expect(activity.lastVoicedAtMs).toBe(nowMs + 5 * AVERAGE_MS);
  });

  it('has somebody who stopped meanwhile be silent as soon as packets would', () => {
    const activity = new VoiceActivity();
    const lastMs = hear(activity, { dbov: LOUD_DBOV, ms: 2010 }) - PACKET_MS / 2;
    activity.noteAverage(null, lastMs + AVERAGE_MS);
    expect(activity.voicedMs(lastMs + AVERAGE_MS)).toBeGreaterThanOrEqual(120);
    expect(activity.voicedMs(lastMs + AVERAGE_MS + 3 * PACKET_MS)).toBeLessThan(120);
  });

  it('does not break off when an average was low between two words', () => {
    const activity = new VoiceActivity();
    const lastMs = hear(activity, { dbov: LOUD_DBOV, ms: 2010 }) - PACKET_MS / 2;
    activity.noteAverage(null, lastMs + AVERAGE_MS);
    for (let atMs = lastMs + AVERAGE_MS; atMs < lastMs + 1000; atMs += PACKET_MS) {
      activity.note(LOUD_DBOV, atMs);
      expect(activity.voicedMs(atMs)).toBeGreaterThanOrEqual(120);
    }
  });

  it('has somebody in flow speak on when they lower their voice, and looks at packets a second later', () => {
    const activity = new VoiceActivity();
    const nowMs = hear(activity, { dbov: LOUD_DBOV, ms: 2000 });
    const averages = [1, 2, 3, 4].map((count) => {
      activity.noteAverage(-50, nowMs + count * AVERAGE_MS);
      return { voicedMs: activity.voicedMs(nowMs + count * AVERAGE_MS), isInFlow: activity.isInFlow };
    });
    expect(averages.map(({ voicedMs }) => voicedMs)).toEqual([400, 400, 400, 400]);
    expect(averages.map(({ isInFlow }) => isInFlow)).toEqual([true, true, true, false]);
  });

  it('hears that somebody in flow has stopped where there is noise', () => {
    const activity = new VoiceActivity();
    let nowMs = hear(activity, { dbov: -50, ms: 12_000 });
    nowMs = hear(activity, { dbov: LOUD_DBOV, ms: 2000, fromMs: nowMs });
    activity.noteAverage(-50, nowMs + AVERAGE_MS);
    expect(activity.isInFlow).toBe(true);
    expect(activity.voicedMs(nowMs + AVERAGE_MS + 150)).toBeLessThan(120);
  });

  it.each([
    ['a hum, which the averages do not tell from a voice', { dbov: -45, ms: 4000 }],
    ['a cough', { dbov: -15, ms: 160 }],
  ])('needs the packets of %s', (_what, heard) => {
    const activity = new VoiceActivity();
    const nowMs = hear(activity, heard);
    expect(activity.isInFlow).toBe(false);
    activity.noteAverage(heard.dbov, nowMs);
    expect(activity.isInFlow).toBe(false);
  });

  it('still knows the background after somebody was in full flow', () => {
    const activity = new VoiceActivity();
    let nowMs = hear(activity, { dbov: -50, ms: 12_000 });
    nowMs = hear(activity, { dbov: -20, ms: 1000, fromMs: nowMs });
    nowMs = hear(activity, { dbov: -20, ms: 20_000, fromMs: nowMs, tapped: false });
    for (let quiet = 0; quiet < 4; quiet += 1) activity.noteAverage(null, nowMs);
    nowMs = hear(activity, { dbov: -50, ms: 1000, fromMs: nowMs });
    expect(activity.voicedMs(nowMs)).toBe(0);
  });

  it('goes by the averages alone where no packets come, once that is certain', () => {
    const activity = new VoiceActivity();
    let nowMs = hear(activity, { dbov: -45, ms: 3 * AVERAGE_MS, tapped: false });
    expect(activity.voicedMs(nowMs)).toBe(0);
    nowMs = hear(activity, { dbov: -45, ms: 2 * AVERAGE_MS, fromMs: nowMs, tapped: false });
    expect(activity.voicedMs(nowMs)).toBe(400);
    expect(activity.levelDbov).toBe(-45);
    for (let quiet = 0; quiet < 4; quiet += 1) activity.noteAverage(null, nowMs);
    expect(activity.voicedMs(nowMs + 400)).toBe(0);
    // The next time without waiting.
    activity.noteAverage(-45, nowMs + 1000);
    expect(activity.voicedMs(nowMs + 1000)).toBe(400);
    // Until packets come again.
    for (let quiet = 0; quiet < 4; quiet += 1) activity.noteAverage(null, nowMs + 1250);
    activity.note(-80, nowMs + 1300);
    activity.noteAverage(-45, nowMs + 1500);
    expect(activity.isInFlow).toBe(false);
  });

  it('forgets everything when the microphone is muted', () => {
    const activity = new VoiceActivity();
    const nowMs = hear(activity, { dbov: LOUD_DBOV, ms: 2000 });
    activity.reset(nowMs);
    expect(activity.isInFlow).toBe(false);
    expect(activity.voicedMs(nowMs)).toBe(0);
    activity.noteAverage(LOUD_DBOV, nowMs + 10);
    expect(activity.isInFlow).toBe(false);
  });
});

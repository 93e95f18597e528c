import { describe, expect, it } from 'vitest';
import { activeSpeaker, SILENT_AFTER_MS } from './activeSpeaker.ts';
import { VoiceActivity } from './VoiceActivity.ts';

const PACKET_MS = 20;

/** Runs of levels in dBov; null is a time without packets. */
type Run = readonly [dbov: number | null, ms: number];

const syllables = (ms: number, dbov = -25): Run[] =>
  Array.from({ length: Math.ceil(ms / 240) }, (): Run[] => [
    [dbov, 180],
    [dbov - 45, 60],
  ]).flat();
const keys = (ms: number): Run[] =>
  Array.from({ length: Math.ceil(ms / 120) }, (): Run[] => [
    [-30, 60],
    [-75, 60],
  ]).flat();

/** Plays everyone's runs side by side and gives who was active from when on. */
function play(people: Record<string, Run[]>, claims: { atMs: number; id: string }[] = []) {
  const levels = Object.entries(people).map(
    ([id, runs]) =>
      [id, runs.flatMap(([dbov, ms]) => new Array<number | null>(ms / PACKET_MS).fill(dbov))] as const,
  );
  const activities = new Map(levels.map(([id]) => [id, new VoiceActivity()]));
  const changes: { atMs: number; id: string | null }[] = [];
  let currentId: string | null = null;
  const packets = Math.max(...levels.map(([, list]) => list.length)) + 100;
  for (let i = 0; i < packets; i += 1) {
    const nowMs = i * PACKET_MS;
    for (const [id, list] of levels) {
      const dbov = list[i] ?? null;
      if (dbov !== null) activities.get(id)?.note(dbov, nowMs);
    }
    const claimantId = claims.findLast(({ atMs }) => atMs <= nowMs)?.id ?? null;
    const nextId = activeSpeaker({ currentId, claimantId, activities, nowMs });
    if (nextId !== currentId) changes.push({ atMs: nowMs, id: nextId });
    currentId = nextId;
  }
  return changes;
}

const ids = (changes: { id: string | null }[]) => changes.map(({ id }) => id);

describe('activeSpeaker', () => {
  it('is whoever speaks, within 400 ms, until the room has been silent for a second', () => {
    const [start, end, ...rest] = play({ anna: syllables(3000), ben: [[-80, 3000]] });
    expect(start).toMatchObject({ id: 'anna' });
    expect(start?.atMs).toBeLessThanOrEqual(400);
    expect(end?.id).toBeNull();
    expect(end?.atMs).toBeGreaterThan(3000 + SILENT_AFTER_MS - 400);
    expect(rest).toEqual([]);
  });

  it('is the one who answers, within 320 ms, without a gap', () => {
    const changes = play({
      anna: [...syllables(2400), [-80, 3000]],
      ben: [[-80, 2400], ...syllables(2400)],
    });
    expect(ids(changes)).toEqual(['anna', 'ben', null]);
    expect(changes[1]?.atMs).toBeLessThanOrEqual(2400 + 320);
  });

  it('is the one who cuts in on the last words, soon after they end', () => {
    // Anna's last voice is at 2340 ms.
    const changes = play({
      anna: [...syllables(2400), [-80, 3000]],
      ben: [
        [-80, 2000],
        [-25, 2400],
      ],
    });
    expect(ids(changes)).toEqual(['anna', 'ben', null]);
    expect(changes[1]?.atMs).toBeLessThanOrEqual(2340 + 340);
  });

  it.each<[string, Run[]]>([
    [
      'a cough',
      [
        [-15, 160],
        [-75, 200],
      ],
    ],
    ['keys', keys(4000)],
    ['a click', [[-5, 40]]],
    ['whispering far away', [[-62, 3000]]],
  ])('is never %s, in silence', (_case, noise) => {
    expect(play({ anna: noise })).toEqual([]);
  });

  it.each<[string, Run[]]>([
    [
      'a cough',
      [
        [-80, 1000],
        [-15, 160],
        [-75, 200],
      ],
    ],
    ['keys', keys(4000)],
  ])('is not %s while somebody speaks, or pauses', (_case, noise) => {
    const anna: Run[] = [...syllables(1200), [-80, 400], ...syllables(2400)];
    expect(ids(play({ anna, ben: noise }))).toEqual(['anna', null]);
  });

  it('is not whoever talks over the speaker, until mediasoup finds that they dominate', () => {
    const people = { anna: syllables(4800), ben: [[-80, 960], ...syllables(2400, -20)] satisfies Run[] };
    expect(ids(play(people))).toEqual(['anna', null]);
    const changes = play(people, [{ atMs: 2000, id: 'ben' }]);
    expect(changes[1]).toEqual({ id: 'ben', atMs: 2000 });
  });

  it('is not a cough that mediasoup takes for a speaker', () => {
    const people = {
      anna: syllables(2400),
      ben: [
        [-80, 960],
        [-10, 160],
        [-80, 400],
      ] satisfies Run[],
    };
    expect(ids(play(people, [{ atMs: 1000, id: 'ben' }]))).toEqual(['anna', null]);
  });

  it('is not steady noise, once it is known for what it is', () => {
    const changes = play({ fan: [[-50, 30_000]], anna: [[null, 12_000], ...syllables(2400)] });
    expect(ids(changes)).toEqual(['fan', null, 'anna', null]);
    expect(changes[1]?.atMs).toBeLessThan(10_000);
  });

  it('is still somebody who speaks loudly for long without a dip', () => {
    const changes = play({ anna: [[-30, 20_000]] });
    expect(ids(changes)).toEqual(['anna', null]);
    expect(changes[1]?.atMs).toBeGreaterThanOrEqual(20_000);
  });
});

describe('VoiceActivity', () => {
  it('counts each packet once when they come late and in a burst', () => {
    const activity = new VoiceActivity();
    for (let i = 0; i < 10; i += 1) activity.note(-20, i * 20);
    for (let i = 0; i < 4; i += 1) activity.note(-20, 260);
    expect(activity.voicedMs(260)).toBe(280);
  });

  it('forgets what is longer ago than 400 ms, also without packets', () => {
    const activity = new VoiceActivity();
    for (let i = 0; i < 50; i += 1) activity.note(-20, i * 20);
    expect(activity.voicedMs(980)).toBe(400);
    expect(activity.voicedMs(980 + 200)).toBe(200);
    expect(activity.voicedMs(980 + 400)).toBe(0);
    activity.note(-20, 5000);
    expect(activity.voicedMs(5000)).toBe(20);
  });

  it('forgets everything when muted', () => {
    const activity = new VoiceActivity();
    for (let i = 0; i < 20; i += 1) activity.note(-20, i * 20);
    activity.reset(380);
    expect(activity.voicedMs(380)).toBe(0);
  });
});

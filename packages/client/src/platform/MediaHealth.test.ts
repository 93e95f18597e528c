import { describe, expect, it } from 'vitest';
import { HEALTHY, type MediaHealth, type Sight, isAway, observe, tryAgain } from './MediaHealth.ts';

interface Look {
  readonly atS: number;
  readonly camera?: Sight;
  readonly microphone?: Sight;
  readonly hidden?: boolean;
}

/** What comes of a series of looks; what is not named is fine. */
function watch(looks: readonly Look[], from: MediaHealth = HEALTHY) {
  let health = from;
  const restarts: string[] = [];
  for (const { atS, camera = 'fine', microphone = 'fine', hidden = false } of looks) {
    const step = observe(health, { atMs: atS * 1000, hidden, camera, microphone });
    health = step.health;
    restarts.push(...step.restart.map((kind) => `${kind}@${atS}`));
  }
  return { health, restarts };
}

/** A look each second in which the microphone is always the same. */
const seconds = (from: number, to: number, look: Omit<Look, 'atS'>): Look[] =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ atS: from + index, ...look }));

describe('an interruption', () => {
  it.each([
    ['lost', 0],
    ['muted', 1],
    ['stalled', 3],
    ['silent', 8],
  ] as const)('a microphone that is %s is one after %d s, and opened anew', (trouble, graceS) => {
    const before = watch(seconds(10, 10 + graceS - 1, { microphone: trouble }));
    expect(before.health.microphone.interrupted).toBe(false);
    expect(before.restarts).toEqual([]);
    const after = watch(seconds(10, 10 + graceS, { microphone: trouble }));
    expect(after.health.microphone.interrupted).toBe(true);
    expect(after.restarts).toEqual([`microphone@${10 + graceS}`]);
  });

  it('is none while devices are switched: muted for less than a second', () => {
    const { health, restarts } = watch([
      { atS: 1, microphone: 'muted' },
      { atS: 1.9, microphone: 'muted' },
      { atS: 2, microphone: 'fine' },
      { atS: 3, microphone: 'muted' },
    ]);
    expect(health.microphone.interrupted).toBe(false);
    expect(restarts).toEqual([]);
  });

  it('of both is one new start for both', () => {
    const { restarts } = watch(seconds(0, 1, { camera: 'muted', microphone: 'muted' }));
    expect(restarts).toEqual(['camera@1', 'microphone@1']);
  });

  it('is tried three times, further and further apart, and asks for a tap when the first did not help', () => {
    const { health, restarts } = watch(seconds(0, 60, { camera: 'lost' }));
    expect(restarts).toEqual(['camera@0', 'camera@3', 'camera@13']);
    expect(health.camera.needsTap).toBe(true);
    expect(watch(seconds(0, 1, { camera: 'lost' })).health.camera.needsTap).toBe(false);
    expect(watch(seconds(0, 2, { camera: 'lost' })).health.camera.needsTap).toBe(true);
  });

  it('is not tried again while the device is being opened', () => {
    const { restarts, health } = watch([
      { atS: 0, camera: 'lost' },
      ...seconds(1, 20, { camera: 'pending' }),
    ]);
    expect(restarts).toEqual(['camera@0']);
    expect(health.camera.attempts).toBe(1);
  });

  it('that ends needs no tap, and is forgotten when the device has delivered for ten seconds', () => {
    const lost = watch(seconds(0, 5, { camera: 'lost' }));
    expect(lost.health.camera).toMatchObject({ needsTap: true, attempts: 2 });
    const back = watch(seconds(6, 10, {}), lost.health);
    expect(back.health.camera).toMatchObject({ needsTap: false, interrupted: false, attempts: 2 });
    // Gone again so soon: the third try, not the first.
    expect(watch(seconds(11, 20, { camera: 'lost' }), back.health).restarts).toEqual(['camera@13']);
    const recovered = watch(seconds(6, 16, {}), lost.health);
    expect(recovered.health.camera.attempts).toBe(0);
  });

  it('ends when the device is turned off', () => {
    const lost = watch(seconds(0, 5, { camera: 'lost' }));
    expect(watch([{ atS: 6, camera: null }], lost.health).health).toEqual(HEALTHY);
  });
});

describe('silence', () => {
  it('is tried once only, and makes nobody away', () => {
    const { health, restarts } = watch(seconds(0, 60, { microphone: 'silent' }));
    expect(restarts).toEqual(['microphone@8']);
    expect(health.microphone).toMatchObject({ interrupted: true, needsTap: true });
    expect(isAway(health)).toBe(false);
  });
});

describe('a page in the background', () => {
  it('is away at once, opens nothing, and asks for nothing', () => {
    const { health, restarts } = watch(seconds(0, 30, { hidden: true, camera: null, microphone: 'muted' }));
    expect(isAway(health)).toBe(true);
    expect(isAway(watch([{ atS: 0, hidden: true }]).health)).toBe(true);
    expect(restarts).toEqual([]);
    expect(health.microphone).toMatchObject({ interrupted: true, needsTap: false });
  });

  it('that is seen again gives the platform a moment, and then opens what is still gone', () => {
    const call = watch(seconds(0, 30, { hidden: true, camera: null, microphone: 'muted' }));
    const returned = watch([{ atS: 31, microphone: 'muted' }], call.health);
    expect(returned.restarts).toEqual([]);
    expect(isAway(returned.health)).toBe(true);
    const back = watch([{ atS: 31.5 }], returned.health);
    expect(back.restarts).toEqual([]);
    expect(isAway(back.health)).toBe(false);
    expect(watch([{ atS: 32, microphone: 'muted' }], returned.health).restarts).toEqual(['microphone@32']);
  });

  it('that is seen again begins to count tries anew', () => {
    const given = watch(seconds(0, 60, { microphone: 'lost' }));
    const hidden = watch(seconds(61, 65, { hidden: true, microphone: 'lost' }), given.health);
    expect(watch([{ atS: 66, microphone: 'lost' }], hidden.health).restarts).toEqual(['microphone@66']);
  });
});

describe('being away', () => {
  it.each([
    ['lost', true],
    ['muted', true],
    ['stalled', true],
    ['silent', false],
  ] as const)('a microphone that is %s for long: %s', (trouble, away) => {
    expect(isAway(watch(seconds(0, 20, { microphone: trouble })).health)).toBe(away);
  });

  it('is nobody whose camera alone is gone', () => {
    expect(isAway(watch(seconds(0, 20, { camera: 'lost' })).health)).toBe(false);
  });
});

it('a tap tries at once what was given up, and takes the question away', () => {
  const given = watch(seconds(0, 60, { microphone: 'stalled' }));
  const again = tryAgain(given.health);
  expect(again.microphone.needsTap).toBe(false);
  expect(watch([{ atS: 61, microphone: 'stalled' }], again).restarts).toEqual(['microphone@61']);
});

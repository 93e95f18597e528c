import { isDeepStrictEqual } from 'node:util';
import type { DeviceClass, View } from '@parley/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pixelsOf } from './layers.ts';
import {
  type Candidate,
  type PlanInput,
  planSubscriptions,
  type Speakers,
  type Subscription,
} from './SubscriptionPlanner.ts';

const NOBODY: Speakers = { activeId: null, audibleIds: [] };

const cameraOf = (user: string): Candidate => ({
  ...{ producerId: `camera-${user}`, ownerId: user, source: 'camera' },
  ...{ spatialLayers: 3, temporalLayers: 3 },
});
const microphoneOf = (user: string): Candidate => ({
  ...{ producerId: `microphone-${user}`, ownerId: user, source: 'microphone' },
  ...{ spatialLayers: 0, temporalLayers: 0 },
});
const screenOf = (user: string): Candidate => ({
  ...{ producerId: `screen-${user}`, ownerId: user, source: 'screen' },
  ...{ spatialLayers: 1, temporalLayers: 1 },
});
const users = (count: number) => Array.from({ length: count }, (_, index) => `u${index}`);
const tileOf = (userId: string, height: number, more: Partial<View> = {}): View => ({
  ...{ userId, source: 'camera', width: Math.round((height * 16) / 9), height },
  ...more,
});

function plan(
  candidates: readonly Candidate[],
  views: readonly View[] | null,
  more: Partial<PlanInput> = {},
) {
  return planSubscriptions({
    ...{ candidates, views, device: 'desktop', voices: null, speakers: NOBODY },
    ...{ previous: new Map(), nowMs: 0 },
    ...more,
  }).subscriptions;
}

describe('what a subscriber gets', () => {
  const [camera, microphone, screen] = [cameraOf('u0'), microphoneOf('u0'), screenOf('u0')];

  it('is every video in its smallest layer before views are known', () => {
    const { [0]: a, [1]: b, [2]: c } = [...plan([camera, microphone, screen], null).values()];
    expect(a).toMatchObject({ paused: false, spatialLayer: 0, temporalLayer: 2, needed: true });
    expect(b).toMatchObject({ paused: false, spatialLayer: null, temporalLayer: null });
    expect(c).toMatchObject({ paused: false, spatialLayer: null, temporalLayer: null });
  });

  it('is no video that no view shows, and every voice', () => {
    const all = [...plan([camera, microphone, screen], []).values()];
    expect(all.map(({ paused }) => paused)).toEqual([true, false, true]);
    expect(all.map(({ needed }) => needed)).toEqual([false, true, false]);
  });

  it('fills the largest tile that shows a video', () => {
    const views = [tileOf('u0', 90), tileOf('u0', 720), tileOf('u0', 300)];
    expect(plan([camera], views).get('camera-u0')).toMatchObject({ paused: false, spatialLayer: 2 });
  });

  it('is kept ready, but paused, where it is only upcoming', () => {
    const views = [
      tileOf('u0', 400, { upcoming: true }),
      tileOf('u1', 90),
      tileOf('u1', 720, { upcoming: true }),
    ];
    const subscriptions = plan([camera, cameraOf('u1'), cameraOf('u2')], views);
    expect(subscriptions.get('camera-u0')).toMatchObject({ paused: true, needed: true, spatialLayer: 1 });
    expect(subscriptions.get('camera-u1')).toMatchObject({ paused: false, needed: true, spatialLayer: 0 });
    expect(subscriptions.get('camera-u2')).toMatchObject({ paused: true, needed: false });
  });

  it('has the layer of a page that is turned at once, although it was not clearly wanted before', () => {
    const upcoming = plan([camera], [tileOf('u0', 90, { upcoming: true })]);
    expect(plan([camera], [tileOf('u0', 230)], { previous: upcoming }).get('camera-u0')?.spatialLayer).toBe(
      1,
    );
  });

  it('has the layer of a stage or a pin at once', () => {
    const previous = plan([camera], [tileOf('u0', 90)]);
    const layer = (more: Partial<View>) =>
      plan([camera], [tileOf('u0', 230, more)], { previous }).get('camera-u0')?.spatialLayer;
    expect(layer({})).toBe(0);
    expect(layer({ onStage: true })).toBe(1);
    expect(layer({ pinned: true })).toBe(1);
  });

  it.each([
    { encoding: 'SVC in three sizes', spatialLayers: 3, temporalLayers: 3, expected: [2, 2] },
    { encoding: 'SVC in one size', spatialLayers: 1, temporalLayers: 3, expected: [null, 2] },
    { encoding: 'simulcast without frame rates', spatialLayers: 2, temporalLayers: 1, expected: [1, null] },
    { encoding: 'one encoding', spatialLayers: 1, temporalLayers: 1, expected: [null, null] },
  ])('chooses only where there is a choice: $encoding', ({ spatialLayers, temporalLayers, expected }) => {
    const subscription = plan([{ ...camera, spatialLayers, temporalLayers }], [tileOf('u0', 720)]);
    const { spatialLayer, temporalLayer } = subscription.get('camera-u0') ?? {};
    expect([spatialLayer, temporalLayer]).toEqual(expected);
  });
});

describe('frames', () => {
  const rates = (count: number, stage: Partial<View>) => {
    const views = users(count).map((user, index) => tileOf(user, 180, index === 0 ? stage : {}));
    return [...plan(users(count).map(cameraOf), views).values()].map(({ temporalLayer }) => temporalLayer);
  };

  it('are all there while few videos are visible', () => {
    expect(rates(8, {})).toEqual(Array(8).fill(2));
  });

  it('are fewer for the thumbnails of a big grid, not for the stage', () => {
    expect(rates(9, {})).toEqual(Array(9).fill(1));
    expect(rates(9, { onStage: true })).toEqual([2, ...Array<number>(8).fill(1)]);
    expect(rates(9, { pinned: true })).toEqual([2, ...Array<number>(8).fill(1)]);
  });
});

describe('priorities', () => {
  it('put screens first, then the stage, speakers, others', () => {
    const candidates = [...users(5).map(cameraOf), screenOf('u4'), microphoneOf('u4')];
    const views = [
      tileOf('u0', 720, { onStage: true }),
      tileOf('u1', 720, { pinned: true }),
      ...users(5).map((user) => tileOf(user, 90)),
      tileOf('u4', 720, { source: 'screen' }),
    ];
    const speakers = { activeId: 'u2', audibleIds: ['u0', 'u3'] };
    const subscriptions = plan(candidates, views, { speakers });
    expect([...subscriptions.values()].map(({ priority }) => priority)).toEqual([
      ...[200, 200, 100, 100, 10, 255, 255],
    ]);
  });
});

describe('voices', () => {
  const candidates = users(4).map(microphoneOf);
  const heard = (voices: ReadonlySet<string> | null, views: View[] = []) =>
    [...plan(candidates, views, { voices }).values()].map(({ paused }) => !paused);

  it('are all forwarded in a small room', () => {
    expect(heard(null)).toEqual([true, true, true, true]);
  });

  it('are the chosen ones in a large room, and those of the pinned', () => {
    expect(heard(new Set(['u1']))).toEqual([false, true, false, false]);
    expect(heard(new Set(['u1']), [tileOf('u3', 90, { pinned: true })])).toEqual([false, true, false, true]);
    expect(heard(new Set(['u1']), [tileOf('u3', 90, { onStage: true })])).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });

  it('include the sound of a shared screen always', () => {
    const sound: Candidate = { ...microphoneOf('u0'), source: 'screen-audio' };
    expect(plan([sound], [], { voices: new Set() }).get('microphone-u0')?.paused).toBe(false);
  });
});

describe('budgets', () => {
  const grid = (count: number, height: number) => users(count).map((user) => tileOf(user, height));
  const layersOf = (subscriptions: Map<string, Subscription>) =>
    [...subscriptions.values()].map(({ paused, spatialLayer }) => (paused ? null : spatialLayer));

  it.each<{ device: DeviceClass; videos: number }>([
    { device: 'desktop', videos: 49 },
    { device: 'tablet', videos: 16 },
    { device: 'phone', videos: 4 },
  ])('a $device gets $videos videos at once', ({ device, videos }) => {
    const all = layersOf(plan(users(60).map(cameraOf), grid(60, 90), { device }));
    expect(all.filter((layer) => layer !== null)).toHaveLength(videos);
  });

  it('lower all thumbnails evenly before any of them is paused', () => {
    const layers = layersOf(plan(users(4).map(cameraOf), grid(4, 720), { device: 'phone' }));
    expect(layers).toEqual([2, 1, 1, 1]);
  });

  it('spare the stage, and the speakers before the others', () => {
    const views = users(4).map((user, index) => tileOf(user, 720, { onStage: index === 3 }));
    const speakers = { activeId: 'u2', audibleIds: [] };
    const layers = layersOf(plan(users(4).map(cameraOf), views, { device: 'phone', speakers }));
    expect(layers).toEqual([0, 0, 2, 2]);
  });

  it('pause small pictures before they touch a screen', () => {
    const candidates = [...users(6).map(cameraOf), screenOf('u0')];
    const views = [
      tileOf('u0', 720, { source: 'screen' }),
      tileOf('u1', 720, { onStage: true }),
      ...grid(6, 90),
    ];
    const subscriptions = plan(candidates, views, { device: 'phone' });
    expect(subscriptions.get('screen-u0')?.paused).toBe(false);
    expect(subscriptions.get('camera-u1')).toMatchObject({ paused: false, spatialLayer: 2 });
    expect(layersOf(subscriptions).filter((layer) => layer === 0)).toHaveLength(2);
  });

  it('take nothing from those who are there when somebody joins', () => {
    const before = plan(users(4).map(cameraOf), grid(4, 90), { device: 'phone' });
    const after = plan(users(5).map(cameraOf), grid(5, 90), { device: 'phone', previous: before });
    expect(layersOf(after)).toEqual([...layersOf(before), null]);
  });
});

const anyViews = fc.array(
  fc.record({
    userId: fc.constantFrom(...users(20)),
    source: fc.constantFrom('camera' as const, 'screen' as const),
    width: fc.integer({ min: 1, max: 4000 }),
    height: fc.integer({ min: 1, max: 2200 }),
    onStage: fc.boolean(),
    pinned: fc.boolean(),
    upcoming: fc.boolean(),
  }),
  { maxLength: 64 },
);
const anyDevice = fc.constantFrom<DeviceClass>('desktop', 'tablet', 'phone');
const anySpeakers = fc.record({
  activeId: fc.option(fc.constantFrom(...users(20))),
  audibleIds: fc.subarray(users(20)),
});
const EVERYTHING = users(20).flatMap((user) => [cameraOf(user), microphoneOf(user), screenOf(user)]);
const BUDGETS = {
  desktop: { videos: 49, pixels: 8_300_000 },
  tablet: { videos: 16, pixels: 4_200_000 },
  phone: { videos: 4, pixels: 2_100_000 },
};

function pixels(candidate: Candidate, { paused, spatialLayer }: Subscription, layer = spatialLayer): number {
  return paused ? 0 : pixelsOf(candidate.source, candidate.spatialLayers, layer ?? 0);
}

describe('always', () => {
  it('forwards no more than the device can decode, nothing that is not shown, and pauses only what does not fit', () => {
    fc.assert(
      fc.property(anyViews, anyDevice, anySpeakers, (views, device, speakers) => {
        const subscriptions = plan(EVERYTHING, views, { device, speakers });
        const videos = EVERYTHING.filter(({ spatialLayers }) => spatialLayers > 0);
        const get = (candidate: Candidate) => subscriptions.get(candidate.producerId) as Subscription;
        const forwarded = videos.filter((candidate) => !get(candidate).paused);
        const sum = forwarded.reduce((total, candidate) => total + pixels(candidate, get(candidate)), 0);
        expect(forwarded.length).toBeLessThanOrEqual(BUDGETS[device].videos);
        expect(sum).toBeLessThanOrEqual(BUDGETS[device].pixels);
        const isShown = ({ ownerId, source }: Candidate) =>
          views.some((view) => view.userId === ownerId && view.source === source && !view.upcoming);
        for (const candidate of forwarded) expect(isShown(candidate)).toBe(true);

        const waiting = videos.filter((candidate) => isShown(candidate) && get(candidate).paused);
        for (const candidate of waiting) {
          const freePixels = BUDGETS[device].pixels - sum;
          const fits = pixelsOf(candidate.source, candidate.spatialLayers, 0) <= freePixels;
          expect(fits && forwarded.length < BUDGETS[device].videos).toBe(false);
        }
      }),
    );
  });

  it('gives the same answer again when nothing has changed', () => {
    fc.assert(
      fc.property(anyViews, anyViews, anyDevice, anySpeakers, (before, views, device, speakers) => {
        const previous = plan(EVERYTHING, before, { device, speakers });
        const once = plan(EVERYTHING, views, { device, speakers, previous, nowMs: 100 });
        const again = plan(EVERYTHING, views, { device, speakers, previous: once, nowMs: 100 });
        expect([...again]).toEqual([...once]);
      }),
    );
  });

  it('leaves the same objects where nothing has changed, for whoever applies it', () => {
    fc.assert(
      fc.property(anyViews, anyDevice, anySpeakers, anySpeakers, (views, device, before, speakers) => {
        const previous = plan(EVERYTHING, views, { device, speakers: before });
        const next = plan(EVERYTHING, views, { device, speakers, previous });
        for (const [producerId, planned] of next) {
          const was = previous.get(producerId);
          expect(planned === was).toBe(isDeepStrictEqual(planned, was));
        }
      }),
    );
  });

  it.each([
    { paused: 'another' },
    { spatialLayer: 99 },
    { temporalLayer: 99 },
    { priority: 99 },
    { needed: 'another' },
  ])('leaves no object that was different in anything: %j', (other) => {
    fc.assert(
      fc.property(anyViews, anySpeakers, (views, speakers) => {
        const fresh = plan(EVERYTHING, views, { speakers });
        const previous = new Map([...fresh].map(([id, was]) => [id, { ...was, ...other } as Subscription]));
        expect(plan(EVERYTHING, views, { speakers, previous })).toEqual(fresh);
      }),
    );
  });

  it('never gives a larger tile a smaller layer', () => {
    const edge = fc.integer({ min: 1, max: 2000 });
    fc.assert(
      fc.property(edge, edge, fc.nat(1000), (width, height, more) => {
        const small = { userId: 'u0', source: 'camera', width, height } as const;
        const large = { ...small, width: width + more, height: height + more };
        const before = plan([cameraOf('u0')], [small]);
        const after = plan([cameraOf('u0')], [large], { previous: before, nowMs: 0 });
        expect(after.get('camera-u0')?.spatialLayer).toBeGreaterThanOrEqual(
          before.get('camera-u0')?.spatialLayer ?? Infinity,
        );
      }),
    );
  });
});

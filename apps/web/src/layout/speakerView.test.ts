import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Arrangement, Placement } from './arrangement.ts';
import { speakerView } from './speakerView.ts';
import { stageProfile } from './stageProfile.ts';

const names = (count: number) => Array.from({ length: count }, (_, index) => `p${index}`);

interface Scene {
  /** In the strip, oneself included. */
  strip: number;
  companion?: boolean;
  screen?: boolean;
  page?: number;
  touch?: boolean;
}

function show(width: number, height: number, scene: Scene): Arrangement<string> {
  const { strip, companion = false, screen = companion, page = 0, touch = false } = scene;
  const content = {
    stage: 'stage',
    companion: companion ? 'companion' : null,
    strip: names(strip),
    screenOnStage: screen,
  };
  return speakerView(content, { width, height }, stageProfile(width, height, touch), page);
}

function find({ placements }: Arrangement<string>, name: string): Placement<string>['rect'] {
  const found = placements.find(({ tile }) => tile === name);
  if (found === undefined) throw new Error(`${name} is not shown`);
  return found.rect;
}

const area = ({ width, height }: { width: number; height: number }) => width * height;

describe('speaker view in a wide window', () => {
  it('has its strip at the right, the stage as high as the window', () => {
    const view = show(1416, 816, { strip: 5 });
    const stage = find(view, 'stage');
    expect(stage).toMatchObject({ x: 0, y: 0, height: 816 });
    for (const name of names(5)) {
      expect(find(view, name).x).toBeGreaterThanOrEqual(stage.x + stage.width);
      expect(find(view, name).width).toBe(find(view, 'p0').width);
    }
  });

  it('has its strip below when the window is less wide', () => {
    const view = show(1000, 672, { strip: 4 });
    const stage = find(view, 'stage');
    expect(stage.width).toBe(1000);
    for (const name of names(4)) expect(find(view, name).y).toBeGreaterThanOrEqual(stage.height);
  });

  it('pages the strip where it does not fit, oneself first on every page', () => {
    const { pageCount, pager } = show(1416, 816, { strip: 29 });
    expect(pageCount).toBeGreaterThan(1);
    expect(pager).not.toBeNull();
    const pages = Array.from({ length: pageCount }, (_, page) => show(1416, 816, { strip: 29, page }));
    for (const view of pages) expect(view.placements[1]?.tile).toBe('p0');
    const others = pages.flatMap(({ placements }) =>
      placements.map(({ tile }) => tile).filter((tile) => tile !== 'stage' && tile !== 'p0'),
    );
    expect(others).toEqual(names(29).slice(1));
    expect(show(1416, 816, { strip: 4, page: 9 })).toMatchObject({ page: 0, pageCount: 1, pager: null });
  });

  it('makes ready what is on the pages beside this one', () => {
    const view = show(1416, 816, { strip: 29, page: 1 });
    const [before, after] = [0, 2].map((page) => show(1416, 816, { strip: 29, page }));
    const upcoming = view.upcoming.map(({ tile }) => tile).toSorted();
    const expected = [before, after].flatMap(
      (page) =>
        page?.placements.map(({ tile }) => tile).filter((tile) => tile !== 'stage' && tile !== 'p0') ?? [],
    );
    expect(upcoming).toEqual(expected.toSorted());
  });
});

describe('speaker view in a window that is nearly square', () => {
  it.each([
    // 1024 x 768 with a panel open: as many as there are, or at least seven others at once.
    [628, 684, { strip: 10 }, 10],
    [628, 684, { strip: 10, screen: true }, 10],
    [628, 684, { strip: 10, companion: true }, 11],
    [628, 684, { strip: 29 }, 8],
    // 1440 x 900 with a panel open.
    [1044, 816, { strip: 28 }, 12],
    // Three fit beside each other as they are: the strip stays one lane, its tiles of the usual size.
    [628, 684, { strip: 3 }, 3],
  ] satisfies [number, number, Scene, number][])(
    '%i x %i, %o: %i in the strip',
    (width, height, scene, least) => {
      const view = show(width, height, scene);
      const others = view.placements.filter(({ role }) => role === 'other');
      expect(others.length).toBeGreaterThanOrEqual(least);
      for (const { rect } of others) expect(rect.width).toBeGreaterThanOrEqual(108);
      expect(find(view, 'stage').width).toBe(width);
    },
  );

  it('stays as it is where one lane shows enough, and where the stage would suffer', () => {
    for (const [width, height] of [
      [1000, 672],
      [828, 310],
    ] as const) {
      const view = show(width, height, { strip: 10 });
      const strip = view.placements.slice(1).map(({ rect }) => rect);
      expect(Math.min(new Set(strip.map(({ x }) => x)).size, new Set(strip.map(({ y }) => y)).size)).toBe(1);
    }
  });
});

describe('speaker view with a shared screen', () => {
  it.each([
    ['beside', 1416, 816],
    ['below', 1000, 672],
    ['upright', 374, 760],
  ])('shows the speaker larger than the strip: %s', (_name, width, height) => {
    const view = show(width, height, { strip: 4, companion: true });
    const companion = find(view, 'companion');
    expect(area(companion)).toBeGreaterThan(1.5 * area(find(view, 'p0')));
    expect(area(companion)).toBeLessThanOrEqual(area(find(view, 'stage')));
  });

  it('keeps the speaker large in a window with a panel beside it, also among thirty', () => {
    const view = show(1044, 816, { strip: 28, companion: true });
    expect(area(find(view, 'companion'))).toBeGreaterThan(3 * area(find(view, 'p0')));
    expect(view.placements.filter(({ role }) => role === 'other').length).toBeGreaterThanOrEqual(4);
  });

  it('gives a screen all of its area, a face a shape it suits', () => {
    const [screen, face] = [true, false].map((isScreen) =>
      find(show(2600, 700, { strip: 3, screen: isScreen }), 'stage'),
    );
    expect(screen && screen.width / screen.height).toBeGreaterThan(3);
    expect(face && face.width / face.height).toBeLessThanOrEqual(2);
  });
});

describe('speaker view on a phone', () => {
  it('has the strip under the stage, its tiles smaller, the whole in the middle', () => {
    const view = show(374, 760, { strip: 2, touch: true });
    const [stage, own] = [find(view, 'stage'), find(view, 'p0')];
    expect(stage.width).toBe(374);
    expect(own.y).toBe(stage.y + stage.height + 8);
    expect(own.width).toBeLessThanOrEqual(183);
    const below = 760 - (own.y + own.height);
    expect(Math.abs(below - stage.y)).toBeLessThanOrEqual(1);
  });

  it.each([
    // The place beside the buttons of a phone that lies across, with and without a page switch.
    [764, 374, 4, 4],
    [764, 374, 9, 4],
    [764, 374, 2, 2],
    // Smaller than a face can be seen in: there three of them stay as large as they are.
    [724, 344, 9, 3],
  ])(
    'fills the strip of a phone that lies across: %i x %i, %i people, %i at once',
    (width, height, strip, shown) => {
      const view = show(width, height, { strip, touch: true });
      const tiles = view.placements.filter(({ role }) => role === 'other').map(({ rect }) => rect);
      expect(tiles).toHaveLength(shown);
      for (const tile of tiles) expect(tile.width).toBeGreaterThanOrEqual(132);
      const end = view.pager?.y ?? height;
      const left = end - Math.max(...tiles.map(({ y, height: tall }) => y + tall));
      if (shown < strip) expect(left).toBeLessThan(74 + 8);
    },
  );

  it('shows at most six pictures at once', () => {
    expect(show(374, 760, { strip: 30, touch: true }).placements.length).toBeLessThanOrEqual(6);
    expect(show(828, 310, { strip: 30, companion: true, touch: true }).placements.length).toBeLessThanOrEqual(
      6,
    );
  });
});

it('never overlaps, never overflows, shows the stage and oneself, and each person on some page', () => {
  const scene = fc.record({
    strip: fc.integer({ min: 1, max: 60 }),
    companion: fc.boolean(),
    screen: fc.boolean(),
    page: fc.nat(8),
    touch: fc.boolean(),
  });
  fc.assert(
    fc.property(
      fc.integer({ min: 320, max: 2600 }),
      fc.integer({ min: 300, max: 1600 }),
      scene,
      (width, height, facts) => {
        const view = show(width, height, facts);
        const rects = [...view.placements.map(({ rect }) => rect), ...(view.pager ? [view.pager] : [])];
        for (const [index, a] of rects.entries()) {
          expect(Math.min(a.x, a.y)).toBeGreaterThanOrEqual(0);
          expect(a.x + a.width).toBeLessThanOrEqual(width);
          expect(a.y + a.height).toBeLessThanOrEqual(height);
          for (const b of rects.slice(index + 1)) {
            const across = a.x + a.width <= b.x || b.x + b.width <= a.x;
            const along = a.y + a.height <= b.y || b.y + b.height <= a.y;
            expect(across || along).toBe(true);
          }
        }
        const tiles = view.placements.map(({ tile }) => tile);
        expect(tiles[0]).toBe('stage');
        expect(tiles).toContain('p0');
        expect(area(find(view, 'stage'))).toBeGreaterThanOrEqual(area(find(view, 'p0')));
        const everyone = Array.from({ length: view.pageCount }, (_, page) =>
          show(width, height, { ...facts, page }),
        );
        const seen = new Set(everyone.flatMap(({ placements }) => placements.map(({ tile }) => tile)));
        for (const name of names(facts.strip)) expect(seen.has(name)).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

import { limits } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { type ShownPicture, type ViewFacts, viewsOf } from './views.ts';

const picture = (userId: string, more: Partial<ShownPicture> = {}): ShownPicture => ({
  picture: { userId, source: 'camera' },
  width: 320,
  height: 180,
  onStage: false,
  ...more,
});

const nothing: ViewFacts = {
  visible: [],
  upcoming: [],
  hidden: false,
  pictureWindow: null,
  pinned: null,
  devicePixelRatio: 1,
  cameraPixelRatio: 1,
};

const views = (facts: Partial<ViewFacts>) => viewsOf({ ...nothing, ...facts }, limits);

describe('viewsOf', () => {
  it('reports device pixels', () => {
    const screen = { userId: 'lee', source: 'screen' as const };
    const visible = [picture('kim'), picture('lee', { picture: screen })];
    expect(views({ visible, devicePixelRatio: 1.5, cameraPixelRatio: 1.5 })).toEqual([
      { userId: 'kim', source: 'camera', width: 480, height: 270 },
      { userId: 'lee', source: 'screen', width: 480, height: 270 },
    ]);
  });

  it('asks for no more of a camera than looks any better, and for all of a screen', () => {
    const screen = { userId: 'lee', source: 'screen' as const };
    const visible = [picture('kim'), picture('lee', { picture: screen })];
    expect(views({ visible, devicePixelRatio: 3, cameraPixelRatio: 1.75 })).toEqual([
      { userId: 'kim', source: 'camera', width: 560, height: 315 },
      { userId: 'lee', source: 'screen', width: 960, height: 540 },
    ]);
  });

  it('says what is on stage, what is pinned and what comes next', () => {
    const facts = {
      visible: [picture('kim', { onStage: true }), picture('lee')],
      upcoming: [picture('choi')],
      pinned: { userId: 'kim', source: 'camera' as const },
    };
    const size = { source: 'camera', width: 320, height: 180 };
    expect(views(facts)).toEqual([
      { userId: 'kim', ...size, onStage: true, pinned: true },
      { userId: 'lee', ...size },
      { userId: 'choi', ...size, upcoming: true },
    ]);
  });

  it('shows nothing of a hidden page, but keeps it ready, and shows what has a window of its own', () => {
    const pictureWindow = { picture: picture('lee').picture, width: 400, height: 225 };
    const visible = [picture('kim', { onStage: true }), picture('lee')];
    const hidden = views({ visible, pictureWindow, hidden: true });
    const forwarded = hidden.filter(({ upcoming }) => upcoming !== true);
    expect(forwarded).toEqual([{ userId: 'lee', source: 'camera', width: 400, height: 225, onStage: true }]);
    expect(hidden).toHaveLength(3);
  });

  it('stays within what the wire allows', () => {
    const wall = { width: 9000, height: 0 };
    const visible = Array.from({ length: 80 }, (_, index) => picture(`u${index}`, wall));
    const shown = views({ visible, devicePixelRatio: 2 });
    expect(shown).toHaveLength(limits.viewsMaxLength);
    expect(shown[0]).toMatchObject({ width: limits.viewMaxPixels, height: 1 });
  });
});

import { describe, expect, it } from 'vitest';
import { type DataChoice, dataMode, type DataMode, savingViews } from './dataPolicy.ts';
import type { View } from './roomTypes.ts';

describe('what is saved', () => {
  it.each<[DataChoice, boolean, DataMode]>([
    ['auto', false, 'off'],
    ['auto', true, 'low'],
    ['off', true, 'off'],
    ['low', false, 'low'],
    ['audio', false, 'audio'],
    ['audio', true, 'audio'],
  ])('%s, on a metered network: %s -> %s', (choice, metered, mode) => {
    expect(dataMode(choice, metered)).toBe(mode);
  });
});

describe('what the server is told', () => {
  const stage: View = { userId: 'kim', source: 'camera', width: 780, height: 1040, onStage: true };
  const small: View = { userId: 'lee', source: 'camera', width: 160, height: 90, upcoming: true };
  const screen: View = { userId: 'lee', source: 'screen', width: 780, height: 440 };

  it('is what is shown where nothing is saved', () => {
    expect(savingViews([stage, small, screen], 'off')).toEqual([stage, small, screen]);
  });

  it('is nothing larger than the smallest layer with low video, in the same shape', () => {
    expect(savingViews([stage, small, screen], 'low')).toEqual([
      { ...stage, width: 135, height: 180 },
      small,
      screen,
    ]);
  });

  it('is no picture at all with audio only', () => {
    expect(savingViews([stage, small, screen], 'audio')).toEqual([]);
  });
});

import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_SETTING, PersonSettings, isPinned, loudnessOf, settingOf } from './PersonSettings.ts';

const kim = { id: 'kim', sharesScreen: false };
const lee = { id: 'lee', sharesScreen: false };

describe('PersonSettings', () => {
  it('starts with everyone as they are, and the same object for everyone', () => {
    const settings = new PersonSettings();
    expect(settingOf(settings.getSnapshot(), 'kim')).toBe(DEFAULT_SETTING);
    expect(settings.getSnapshot()).toEqual({ people: {}, hiddenIds: [], pinned: null });
  });

  it.each([
    { volume: 0.3, played: 0.3 },
    { volume: 0, played: 0 },
    { volume: 7, played: 1 },
    { volume: -1, played: 0 },
  ])('plays a volume of $volume at $played', ({ volume, played }) => {
    const settings = new PersonSettings();
    settings.setVolume('kim', volume);
    expect(loudnessOf(settingOf(settings.getSnapshot(), 'kim'))).toBe(played);
    expect(settingOf(settings.getSnapshot(), 'lee')).toBe(DEFAULT_SETTING);
  });

  it('keeps the volume over a mute, and ends the mute when the volume is turned', () => {
    const settings = new PersonSettings();
    settings.setVolume('kim', 0.4);
    settings.setMutedForMe('kim', true);
    expect(loudnessOf(settingOf(settings.getSnapshot(), 'kim'))).toBe(0);
    settings.setMutedForMe('kim', false);
    expect(loudnessOf(settingOf(settings.getSnapshot(), 'kim'))).toBe(0.4);
    settings.setMutedForMe('kim', true);
    settings.setVolume('kim', 0.5);
    expect(loudnessOf(settingOf(settings.getSnapshot(), 'kim'))).toBe(0.5);
  });

  it('unmutes to something that can be heard', () => {
    const settings = new PersonSettings();
    settings.setVolume('kim', 0);
    settings.setMutedForMe('kim', true);
    settings.setMutedForMe('kim', false);
    expect(loudnessOf(settingOf(settings.getSnapshot(), 'kim'))).toBe(1);
  });

  it('never has somebody both pinned and hidden', () => {
    const settings = new PersonSettings();
    settings.pin({ userId: 'kim', source: 'camera' });
    settings.setHidden('kim', true);
    expect(settings.getSnapshot()).toMatchObject({ hiddenIds: ['kim'], pinned: null });
    settings.pin({ userId: 'kim', source: 'camera' });
    expect(settings.getSnapshot()).toMatchObject({ hiddenIds: [], pinned: { userId: 'kim' } });
  });

  it('keeps a pinned screen whose owner is not to be shown', () => {
    const settings = new PersonSettings();
    settings.pin({ userId: 'kim', source: 'screen' });
    settings.setHidden('kim', true);
    expect(isPinned(settings.getSnapshot(), 'kim', 'screen')).toBe(true);
    expect(isPinned(settings.getSnapshot(), 'kim', 'camera')).toBe(false);
  });

  it('has one pin at a time', () => {
    const settings = new PersonSettings();
    settings.pin({ userId: 'kim', source: 'camera' });
    settings.pin({ userId: 'lee', source: 'camera' });
    expect(settings.getSnapshot().pinned).toEqual({ userId: 'lee', source: 'camera' });
    settings.pin(null);
    expect(settings.getSnapshot().pinned).toBeNull();
  });

  it('forgets those who leave, and only them', () => {
    const settings = new PersonSettings();
    settings.setVolume('kim', 0.2);
    settings.setHidden('lee', true);
    settings.pin({ userId: 'kim', source: 'camera' });
    settings.retain([kim, lee]);
    expect(settings.getSnapshot().pinned).not.toBeNull();
    settings.retain([lee]);
    expect(settings.getSnapshot()).toMatchObject({ hiddenIds: ['lee'], pinned: null });
    expect(settingOf(settings.getSnapshot(), 'kim')).toBe(DEFAULT_SETTING);
  });

  it('unpins a screen that is no longer shared', () => {
    const settings = new PersonSettings();
    settings.pin({ userId: 'kim', source: 'screen' });
    settings.retain([{ ...kim, sharesScreen: true }]);
    expect(settings.getSnapshot().pinned).not.toBeNull();
    settings.retain([kim]);
    expect(settings.getSnapshot().pinned).toBeNull();
  });

  it('tells when something changed, and keeps what did not', () => {
    const settings = new PersonSettings();
    const listener = vi.fn<() => void>();
    const unsubscribe = settings.subscribe(listener);
    settings.setHidden('lee', true);
    const before = settings.getSnapshot();
    settings.setVolume('kim', 0.5);
    expect(settings.getSnapshot().hiddenIds).toBe(before.hiddenIds);
    expect(settingOf(settings.getSnapshot(), 'lee')).toBe(settingOf(before, 'lee'));
    settings.retain([kim, lee]);
    expect(listener).toHaveBeenCalledTimes(2);
    unsubscribe();
    settings.setVolume('kim', 0.6);
    expect(listener).toHaveBeenCalledTimes(2);
  });
});

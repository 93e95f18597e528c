import { describe, expect, test } from 'vitest';
import { decide, ensurePackages, missingDebianPackages } from './ensurePackages.mjs';

const ffmpeg = { debian: 'ffmpeg', why: 'encodes', commands: ['ffmpeg'], brew: 'ffmpeg' };
const chromium = { debian: 'chromium', why: 'browses', commands: ['chromium'], brew: '--cask chromium' };
const debianAsRoot = { hasDpkg: true, isRoot: true, platform: 'linux' };

describe('missingDebianPackages', () => {
  test('takes only fully installed packages for installed', () => {
    const output = 'ii \tffmpeg\nrc \tchromium\ndpkg-query: no packages found matching nothing\n';
    expect(missingDebianPackages([ffmpeg, chromium], output)).toEqual([chromium]);
  });

  test('everything is missing when dpkg knows nothing', () => {
    expect(missingDebianPackages([ffmpeg, chromium], '')).toEqual([ffmpeg, chromium]);
  });
});

describe('decide', () => {
  test('nothing to do when nothing is missing', () => {
    expect(decide([], 'run the tests', debianAsRoot)).toEqual({ action: 'none' });
  });

  test('root on Debian installs', () => {
    expect(decide([ffmpeg], 'run the tests', debianAsRoot)).toEqual({ action: 'install' });
  });

  test('another user on Debian gets the exact command', () => {
    expect(decide([ffmpeg, chromium], 'run the tests', { ...debianAsRoot, isRoot: false })).toEqual({
      action: 'refuse',
      message: 'To run the tests, first run: sudo apt-get install --no-install-recommends ffmpeg chromium',
    });
  });

  test('macOS gets the commands of Homebrew', () => {
    expect(
      decide([ffmpeg, chromium], 'run the tests', { hasDpkg: false, isRoot: false, platform: 'darwin' }),
    ).toEqual({
      action: 'refuse',
      message: 'To run the tests, first run: brew install ffmpeg && brew install --cask chromium',
    });
  });

  test('other systems get the names, also as root', () => {
    const decision = decide([ffmpeg], 'run the tests', { hasDpkg: false, isRoot: true, platform: 'linux' });
    expect(decision.action).toBe('refuse');
    expect(decision.message).toContain('ffmpeg');
  });
});

test('a package that is everywhere passes, on any system', async () => {
  await expect(
    ensurePackages([{ debian: 'dpkg', why: 'test', commands: ['sh'] }], 'test'),
  ).resolves.toBeUndefined();
});

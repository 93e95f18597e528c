import { Bot } from '@parley/bots';
import type { Sfu } from '@parley/sfu';
import { startSfu } from '@parley/sfu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Chromium } from '../support/Chromium.ts';
import { Guest } from '../support/Guest.ts';
import { PeoplePanel } from '../support/hosting.ts';
import {
  askedFor,
  cameraEncodings,
  freeze,
  heldLocks,
  muteByPlatform,
  pretendPhone,
  releaseLocks,
  takeCamera,
} from '../support/interruptions.ts';
import { phoneProfile } from '../support/phone.ts';
import { receivedVideoBytes, watchConnections } from '../support/receivedBytes.ts';
import { hidePage } from '../support/views.ts';

const ROOM = 'phone-media';
const SLOW = { timeout: 30_000, interval: 100 };
const AWAY = /^(Away|자리 비움)$/;
/** Layout is another test's matter: fewer pixels to paint leave the machine to the media. */
const FEW_PIXELS = { deviceScaleFactor: 1 };

/** A phone in a call, a person on a computer who sees what becomes of it, and a host who asks. */
describe('a phone in a call', () => {
  let sfu: Sfu;
  let chromium: Chromium;
  let phone: Guest;
  let viewer: Guest;
  let host: Bot;

  beforeAll(async () => {
    [sfu, chromium] = await Promise.all([startSfu(), Chromium.launch()]);
    const { hostKey } = await sfu.registry.create(ROOM, {});
    host = await Bot.join({ url: sfu.localUrl, roomId: ROOM, displayName: 'Hanna', door: { hostKey } });
    const profile = await phoneProfile(chromium, 'Pixel 7', FEW_PIXELS);
    await pretendPhone(profile);
    await watchConnections(profile);
    phone = await Guest.open(profile, sfu.localUrl);
    viewer = await Guest.open(
      await chromium.profile({ viewport: { width: 800, height: 600 } }),
      sfu.localUrl,
    );
    await viewer.join(ROOM, 'Vera');
    await phone.join(ROOM, 'Petra');
  });

  afterAll(async () => {
    host.client.close();
    await chromium.close();
    await sfu.close();
  });

  const petra = () => sfu.registry.get(ROOM)?.peers.find(({ displayName }) => displayName === 'Petra');
  const sources = () => petra()?.toUser().sources;
  const isAway = () => petra()?.toUser().away;
  const asked = async () => (await askedFor(phone.page)).length;
  const tileText = () => viewer.tile('Petra').innerText();
  const shape = () =>
    viewer.tile('Petra').evaluate((tile) => {
      const video = tile.querySelector('video');
      return video === null ? 0 : Math.round((video.videoWidth / video.videoHeight) * 100) / 100;
    });
  const microphoneTrack = () =>
    phone.page.evaluate(() => window.phone.tracks.findLast(({ kind }) => kind === 'audio')?.id);

  it('asks once for both devices, and sends two layers of at most 360 lines and 24 frames', async () => {
    await viewer.expectMovingPictures(3);
    await phone.expectMovingPictures(3);
    const questions = await askedFor(phone.page);
    expect(questions).toHaveLength(1);
    expect(questions[0]).toMatchObject({
      video: { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 24 } },
      audio: { echoCancellation: true },
    });
    const encodings = await cameraEncodings(phone.page);
    expect(encodings).toHaveLength(2);
    for (const { maxFramerate = Infinity } of encodings) expect(maxFramerate).toBeLessThanOrEqual(24);
  });

  it('mutes without ever stopping the microphone', async () => {
    const before = await microphoneTrack();
    await phone.page.getByRole('button', { name: 'Mute microphone' }).tap();
    await expect.poll(() => sources()?.microphone?.paused, SLOW).toBe(true);
    const state = await phone.page.evaluate(() =>
      window.phone.tracks
        .filter(({ kind }) => kind === 'audio')
        .map(({ readyState, enabled }) => ({ readyState, enabled })),
    );
    expect(state).toEqual([{ readyState: 'live', enabled: false }]);
    await phone.page.getByRole('button', { name: 'Unmute microphone' }).tap();
    await expect.poll(() => sources()?.microphone?.paused, SLOW).toBe(false);
    expect(await microphoneTrack()).toBe(before);
    expect(await asked()).toBe(1);
  });

  it('turns to its other camera: the encodings fit the new picture, and it is no mirror', async () => {
    const mirrored = () =>
      phone
        .tile('You')
        .locator('video')
        .last()
        .evaluate((video) => getComputedStyle(video).transform !== 'none');
    await expect.poll(shape, SLOW).toBe(1.78);
    expect(await mirrored()).toBe(true);
    await phone.page.getByRole('button', { name: 'Switch camera' }).tap();
    await expect.poll(shape, SLOW).toBe(1.33);
    await expect.poll(async () => (await cameraEncodings(phone.page)).length, SLOW).toBe(1);
    await expect.poll(mirrored, SLOW).toBe(false);
    expect(JSON.stringify((await askedFor(phone.page)).at(-1))).not.toContain('exact');
    await phone.page.getByRole('button', { name: 'Switch camera' }).tap();
    await expect.poll(shape, SLOW).toBe(1.78);
    await expect.poll(async () => (await cameraEncodings(phone.page)).length, SLOW).toBe(2);
    await viewer.expectMovingPictures(3);
  });

  it('in the background sends and receives no video, goes on being heard, and is away for the others', async () => {
    await hidePage(phone.page, true);
    await expect.poll(isAway, SLOW).toBe(true);
    await expect.poll(() => sources()?.camera?.paused, SLOW).toBe(true);
    await expect.poll(tileText, SLOW).toMatch(/Away/);
    const panel = new PeoplePanel(viewer, 'en');
    await panel.open();
    await panel.row('Petra').getByText(AWAY).waitFor();
    await panel.close();
    expect(sources()?.microphone?.paused).toBe(false);
    await expect.poll(() => viewer.loudness(), SLOW).toBeGreaterThan(0.01);
    await expect.poll(() => phone.loudness(), SLOW).toBeGreaterThan(0);
    const receivedInASecond = async () => {
      const before = await receivedVideoBytes(phone.page);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      return (await receivedVideoBytes(phone.page)) - before;
    };
    await expect.poll(receivedInASecond, SLOW).toBe(0);
  });

  it('is back at once when somebody looks, with its pictures and its wake lock', async () => {
    const before = await asked();
    await releaseLocks(phone.page);
    expect(await heldLocks(phone.page)).toBe(0);
    await hidePage(phone.page, false);
    await expect.poll(isAway, SLOW).toBe(false);
    await expect.poll(() => sources()?.camera?.paused, SLOW).toBe(false);
    await expect.poll(tileText, SLOW).not.toMatch(/Away/);
    await viewer.expectMovingPictures(3);
    await phone.expectMovingPictures(3);
    await expect.poll(() => heldLocks(phone.page), SLOW).toBe(1);
    expect(await asked()).toBe(before);
  });

  it('gets its microphone back by itself after an incoming call', async () => {
    const before = await microphoneTrack();
    const questions = await asked();
    await muteByPlatform(phone.page, 'audio');
    await expect.poll(asked, SLOW).toBe(questions + 1);
    expect((await askedFor(phone.page)).at(-1)?.video).toBeUndefined();
    await expect.poll(microphoneTrack, SLOW).not.toBe(before);
    await expect.poll(isAway, SLOW).toBe(false);
    await expect.poll(() => viewer.loudness(), SLOW).toBeGreaterThan(0.01);
    await expect.poll(() => phone.page.getByText(/was interrupted/).count(), SLOW).toBe(0);
  });

  it('notices a camera that calls itself live and is dead', async () => {
    const questions = await asked();
    await freeze(phone.page, 'video');
    await expect.poll(asked, SLOW).toBe(questions + 1);
    await viewer.expectMovingPictures(3);
    expect(isAway()).toBe(false);
  });

  it('says that another app has the camera, and takes it back with one tap', async () => {
    await takeCamera(phone.page, true);
    const again = phone.page.getByRole('button', { name: 'Turn on again' });
    await again.waitFor();
    await phone.page.getByText(/Your camera was interrupted/).waitFor();
    await expect.poll(() => sources()?.camera?.paused, SLOW).toBe(true);
    expect(isAway()).toBe(false);
    await takeCamera(phone.page, false);
    await again.tap();
    await again.waitFor({ state: 'detached' });
    await expect.poll(() => sources()?.camera?.paused, SLOW).toBe(false);
    await viewer.expectMovingPictures(3);
  });

  it('is controlled by lock screen and headset', async () => {
    const press = (action: string) => phone.page.evaluate((name) => window.phone.actions[name]?.(), action);
    const title = () => phone.page.evaluate(() => navigator.mediaSession.metadata?.title);
    expect(await title()).toBe(ROOM);
    await press('togglemicrophone');
    await expect.poll(() => sources()?.microphone?.paused, SLOW).toBe(true);
    await press('togglecamera');
    await expect.poll(() => sources()?.camera?.paused, SLOW).toBe(true);
    await press('togglecamera');
    await expect.poll(() => sources()?.camera?.paused, SLOW).toBe(false);
  });

  it('vibrates when a host asks to hear its owner', async () => {
    const vibrations = () => phone.page.evaluate(() => window.phone.vibrations);
    expect(await vibrations()).toBe(0);
    await host.client.host.askToUnmute(petra()?.id ?? '');
    await expect.poll(vibrations, SLOW).toBe(1);
    // The bar has a button of the same name, and the phone may vibrate before the question is painted.
    await phone.page
      .getByRole('dialog')
      .getByRole('button', { name: /^Unmute/ })
      .tap();
    await expect.poll(() => sources()?.microphone?.paused, SLOW).toBe(false);
  });

  it('lets the screen sleep when its owner hangs up, and takes its controls back', async () => {
    expect(await heldLocks(phone.page)).toBe(1);
    await phone.page.evaluate(() => window.phone.actions['hangup']?.());
    await expect.poll(() => petra(), SLOW).toBeUndefined();
    await expect.poll(() => heldLocks(phone.page), SLOW).toBe(0);
    await expect.poll(() => phone.page.evaluate(() => Object.keys(window.phone.actions)), SLOW).toEqual([]);
    expect(await phone.page.evaluate(() => navigator.mediaSession.metadata)).toBeNull();
  });

  it('says nothing on the console', () => {
    expect([...phone.problems, ...viewer.problems]).toEqual([]);
  });
});

/** As Safari: it counts nothing, blocks sound that no tap has asked for, and its dead microphone gives zeros. */
describe('a phone whose browser tells little', () => {
  let sfu: Sfu;
  let chromium: Chromium;
  let phone: Guest;
  let bots: Bot[];

  beforeAll(async () => {
    [sfu, chromium] = await Promise.all([startSfu(), Chromium.launch()]);
    const join = (displayName: string) => Bot.join({ url: sfu.localUrl, roomId: ROOM, displayName });
    bots = [await join('Ben'), await join('Bora')];
    const profile = await phoneProfile(chromium, 'iPhone 15', { ...FEW_PIXELS, locale: 'ko-KR' });
    await pretendPhone(profile, { plain: true });
    phone = await Guest.open(profile, sfu.localUrl);
  });

  afterAll(async () => {
    for (const bot of bots) bot.client.close();
    await chromium.close();
    await sfu.close();
  });

  const elements = () =>
    phone.page.locator('audio').evaluateAll((all) => all.map((audio) => (audio as HTMLAudioElement).paused));

  it('asks for one tap when sound is held back, and the tap starts everybody', async () => {
    await phone.visit(`/r/${ROOM}`);
    await phone.page.getByLabel('이름').fill('소라');
    await phone.page.evaluate(() => {
      window.phone.soundBlocked = true;
    });
    await phone.joinButton.tap();
    const play = phone.page.getByRole('button', { name: '소리 켜기' });
    await play.waitFor();
    await expect.poll(elements, SLOW).toEqual([true, true]);
    await play.tap();
    await expect.poll(elements, SLOW).toEqual([false, false]);
    await play.waitFor({ state: 'detached' });
    await expect.poll(() => phone.loudness(), SLOW).toBeGreaterThan(0.01);
  });

  it('plays voices that come later in elements that the tap on Join has played', async () => {
    // A browser like Safari would keep others silent: see `AudioPool`.
    const audioMade = () => phone.page.evaluate(() => window.phone.audioMade);
    await phone.page.evaluate(() => {
      window.phone.soundBlocked = false;
    });
    const made = await audioMade();
    expect(made).toBeGreaterThanOrEqual(12);
    for (let round = 0; round < 3; round += 1) {
      const late = await Bot.join({ url: sfu.localUrl, roomId: ROOM, displayName: `Late ${round}` });
      await expect.poll(elements, SLOW).toEqual([false, false, false]);
      await late.client.leave();
      await expect.poll(elements, SLOW).toEqual([false, false]);
    }
    expect(await audioMade()).toBe(made);
  });

  it('opens a microphone anew that gives nothing but zeros, and makes nobody away for it', async () => {
    const sora = () => sfu.registry.get(ROOM)?.peers.find(({ displayName }) => displayName === '소라');
    const microphones = () =>
      phone.page.evaluate(() =>
        window.phone.tracks.filter(({ kind }) => kind === 'audio').map(({ readyState }) => readyState),
      );
    await expect.poll(microphones, SLOW).toEqual(['ended', 'live']);
    expect(sora()?.toUser().away).toBe(false);
    const heard = () => {
      const [bot] = bots;
      return bot?.client.store.getSnapshot().speakingIds.includes(sora()?.id ?? '');
    };
    await expect.poll(heard, SLOW).toBe(true);
    expect(phone.problems).toEqual([]);
  });
});

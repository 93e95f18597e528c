import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bot } from '@parley/bots';
import { freePort } from '@parley/sfu/testing/free-port';
import { ServerProcess } from '@parley/sfu/testing/process';
import { ballastPath, fill, SMALL_DISK } from '@parley/sfu/testing/small-disk';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Chromium } from '../support/Chromium.ts';
import { iceNames, voicePackets } from '../support/connections.ts';
import { Guest } from '../support/Guest.ts';
import { noticesOf, watchNotices } from '../support/notices.ts';
import { checkPage } from '../support/pageCheck.ts';
import { watchConnections } from '../support/receivedBytes.ts';
import { settle } from '../support/settle.ts';

const ROOM = 'drill';
/** When a device that went away is missed. */
const MISSING_AFTER_MS = 2500;
const SLOW = { timeout: 40_000, interval: 250 };

let chromium: Chromium;
beforeAll(async () => {
  chromium = await Chromium.launch();
});
afterAll(() => chromium.close());

/** The panel of faults, and what people see and hear of each. */
describe('faults', () => {
  const resources = new AsyncDisposableStack();
  let dataDir: string;
  let settings: Record<string, string>;
  let anna: Guest;
  let ben: Bot;
  let server: ServerProcess;
  /** Who Anna has been for Ben. */
  const annas: (string | undefined)[] = [];

  const start = async (more: Record<string, string>) => {
    server = resources.use(new ServerProcess(dataDir, { ...settings, ...more }));
    return server.started();
  };
  const annaForBen = () =>
    ben.client.store.getSnapshot().users.find(({ displayName }) => displayName === 'Anna');
  const notice = (text: string) => anna.page.getByRole('main').getByRole('status').getByText(text);
  const panel = (): Locator => anna.page.getByRole('complementary', { name: 'Faults' });
  const begin = async (name: RegExp, forS?: number) => {
    if (forS !== undefined) await panel().getByLabel('How long').selectOption(String(forS));
    await panel().getByRole('button', { name }).click();
  };
  /** Packets of voices that have come: to Anna from Ben, and the other way round. */
  const voicesSoFar = async (): Promise<readonly [number, number]> => {
    const sent = ben
      .stats()
      .remotes.find(({ displayName, source }) => displayName === 'Anna' && source === 'microphone');
    return [await voicePackets(anna.page), sent?.received.packets ?? 0];
  };
  const haveCome = async (before: readonly [number, number]) => {
    const after = await voicesSoFar();
    return [after[0] > before[0], after[1] > before[1]];
  };
  const voices = async () => {
    const before = await voicesSoFar();
    await anna.page.waitForTimeout(1000);
    return haveCome(before);
  };
  const hearEachOther = () => expect.poll(voices, SLOW).toEqual([true, true]);

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'parley-'));
    resources.defer(() => rm(dataDir, { recursive: true, force: true }));
    settings = { PARLEY_PORT: String(await freePort()), PARLEY_LOG_FORMAT: 'json', PARLEY_FAULTS: '1' };
    const url = await start({ PARLEY_DRAIN_S: '7' });
    const profile = await chromium.profile();
    resources.defer(() => profile.close());
    await watchConnections(profile);
    anna = await Guest.open(profile, url);
    await anna.join(ROOM, 'Anna');
    const ignore = () => undefined;
    ben = resources.use(await Bot.join({ url, roomId: ROOM, displayName: 'Ben', onProblem: ignore }));
    ben.client.store.subscribe(() => annas.push(annaForBen()?.id));
  });

  afterAll(() => resources.disposeAsync());

  it('are in a hidden panel, opened by its keys, for keyboards and screen readers as well', async () => {
    await anna.expectMovingPictures(2);
    await hearEachOther();
    expect(await panel().count()).toBe(0);
    await anna.page.getByRole('button', { name: 'Mute microphone' }).focus();
    await anna.page.keyboard.press('Control+Alt+Shift+KeyF');
    await panel().waitFor();
    await expect.poll(() => panel().evaluate((element) => element === document.activeElement)).toBe(true);
    await checkPage(anna, 'faults');
    await anna.page.keyboard.press('Tab');
    await anna.page.keyboard.press('Enter');
    await panel().waitFor({ state: 'detached' });
    const back = anna.page.getByRole('button', { name: 'Mute microphone' });
    await expect.poll(() => back.evaluate((element) => element === document.activeElement)).toBe(true);
    await anna.page.keyboard.press('Control+Alt+Shift+KeyF');
    await panel().waitFor();
  });

  it('of the socket: a calm banner, media goes on, and nobody sees a leave', async () => {
    annas.length = 0;
    const before = annaForBen()?.id;
    const lost = notice('The connection was lost. Reconnecting…');
    await begin(/^Drop the connection/, 5);
    await lost.waitFor();
    await expect.poll(() => annaForBen()?.connection, SLOW).toBe('reconnecting');
    const heardBefore = await voicesSoFar();
    await lost.waitFor({ state: 'detached' });
    expect(await haveCome(heardBefore)).toEqual([true, true]);
    await expect.poll(() => annaForBen()?.connection, SLOW).toBe('connected');
    expect(new Set(annas)).toEqual(new Set([before]));
  });

  it('of ICE: another way is found, and sound is back', async () => {
    const before = await iceNames(anna.page);
    await begin(/^Lose the way/);
    await expect
      .poll(async () => (await iceNames(anna.page)).some((name) => before.includes(name)), SLOW)
      .toBe(false);
    await hearEachOther();
  });

  it('of the camera: opened again without a word, and told about where that takes longer', async () => {
    await watchNotices(anna.page);
    const { page } = anna;
    const ownTrack = () =>
      anna
        .tile('Anna (you)')
        .locator('video')
        .last()
        .evaluate((video) => ((video as HTMLVideoElement).srcObject as MediaStream).getTracks()[0]?.id);
    const before = await ownTrack();
    await begin(/^Unplug the camera/);
    await expect.poll(ownTrack, SLOW).not.toBe(before);
    await anna.expectMovingPictures(2);
    await page.waitForTimeout(MISSING_AFTER_MS);
    const missing = 'No camera was found. Connect one and try again.';
    expect((await noticesOf(page)).flat()).not.toContain(missing);

    await page.evaluate(() => {
      const gone = () => Promise.reject(new DOMException('', 'NotFoundError'));
      Object.defineProperty(navigator.mediaDevices, 'getUserMedia', { value: gone, configurable: true });
    });
    await begin(/^Unplug the camera/);
    await page.getByRole('region', { name: 'Notifications' }).getByText(missing).waitFor();
    await page.evaluate(() => Reflect.deleteProperty(navigator.mediaDevices, 'getUserMedia'));
    await page.getByRole('button', { name: 'Turn camera on' }).click();
    await anna.expectMovingPictures(2);
  });

  it('of the media worker: pictures move again, and nobody leaves', async () => {
    await begin(/^Kill the media worker/);
    await expect.poll(() => server.stdout, SLOW).toContain('"msg":"media restored"');
    await anna.expectMovingPictures(2);
    await hearEachOther();
    expect(new Set(annas).size).toBe(1);
  });

  it('of the server: it says when it restarts, and all are back in its successor', async () => {
    await watchNotices(anna.page);
    server.child.kill('SIGTERM');
    const soon = notice('The server is about to restart. You will be reconnected automatically.');
    await soon.waitFor();
    await expect
      .poll(
        () =>
          anna.page
            .getByRole('main')
            .getByRole('status')
            .getByText(/^[0-7] s$/)
            .count(),
        SLOW,
      )
      .toBe(1);
    await notice('The server is restarting. You will be reconnected automatically.').waitFor();
    expect(await server.exit).toBe(0);
    await start({ PARLEY_RESUME_GRACE_S: '2', PARLEY_MEDIA_GRACE_S: '2' });
    await expect.poll(async () => (await noticesOf(anna.page)).at(-1), SLOW).toEqual([]);
    await expect.poll(() => annaForBen()?.sources.camera, SLOW).toEqual({ paused: false });
    await anna.expectMovingPictures(2);
    await hearEachOther();
    // One line, which changes its words.
    const said = await noticesOf(anna.page);
    expect(said.filter((texts) => texts.length > 1)).toEqual([]);
    expect(new Set(said.flat())).toEqual(
      new Set([
        'The server is about to restart. You will be reconnected automatically.',
        'The server is restarting. You will be reconnected automatically.',
      ]),
    );
  });

  it('of a page that stands still: out after the grace time, and back in by itself with one notice', async () => {
    await watchNotices(anna.page);
    await begin(/^Freeze this page/, 25);
    await expect.poll(() => annaForBen(), SLOW).toBeUndefined();
    await expect.poll(() => annaForBen()?.sources.camera, SLOW).toEqual({ paused: false });
    await anna.expectMovingPictures(2);
    await hearEachOther();
    const said = await noticesOf(anna.page);
    expect(said.at(-1)).toEqual([]);
    expect(said.filter((texts) => texts.length > 1)).toEqual([]);
    expect(said.flat()).toContain('The connection was lost. Reconnecting…');
    const mayBeSaid = [
      'The connection was lost. Reconnecting…',
      'Sound and video were interrupted. Reconnecting…',
    ];
    expect(said.flat().filter((text) => !mayBeSaid.includes(text))).toEqual([]);
  });
});

it('hosts are told that nothing can be saved, and that it works again', async () => {
  await using resources = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-'));
  resources.defer(() => rm(dataDir, { recursive: true, force: true }));
  const server = resources.use(new ServerProcess(dataDir, { PARLEY_LOG_FORMAT: 'json' }, SMALL_DISK));
  const url = await server.started();
  const [profile, bensProfile] = [await chromium.profile(), await chromium.profile({ locale: 'ko-KR' })];
  resources.defer(() => profile.close());
  resources.defer(() => bensProfile.close());
  const anna = await Guest.open(profile, url);
  await anna.join(ROOM, 'Anna');
  const ben = await Guest.open(bensProfile, url);
  await ben.join(ROOM, 'Ben');
  const notice = ({ page }: Guest, text: string) =>
    page.getByRole('main').getByRole('status').getByText(text);
  const ballast = ballastPath(server, dataDir);
  await fill(ballast);
  const carl = resources.use(await Bot.join({ url, roomId: ROOM, displayName: 'Carl', camera: false }));
  // Whether it can be kept shows with what is to be kept.
  const writing = setInterval(() => void carl.client.sendChat('x'.repeat(1900)).catch(() => undefined), 700);
  resources.defer(() => clearInterval(writing));
  const told =
    'The server cannot save anything right now. The meeting goes on, but its record will have a gap.';
  await notice(anna, told).waitFor();
  await anna.expectMovingPictures(2);
  await settle(anna.page);
  await anna.screenshot('unkept');
  expect(await notice(ben, '지금은 서버에 저장할 수 없어요').count()).toBe(0);
  await rm(ballast);
  await notice(anna, told).waitFor({ state: 'detached' });
  await anna.page
    .getByRole('region')
    .getByText('Saving works again. The meeting’s record has a gap.')
    .waitFor();
});

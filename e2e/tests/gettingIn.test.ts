import { mkdir, readFile } from 'node:fs/promises';
import type { MeetingRecord } from '@parley/protocol';
import type { Sfu } from '@parley/sfu';
import { startSfu } from '@parley/sfu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Chromium } from '../support/Chromium.ts';
import { Guest } from '../support/Guest.ts';
import { checkPage } from '../support/pageCheck.ts';

const PASSCODE = '대문열쇠';
const SLOW = { timeout: 30_000 };

/** A host and two guests, in both languages, before and behind one door; the tests tell one evening in order. */
describe('getting in', () => {
  let sfu: Sfu;
  let chromium: Chromium;
  let anna: Guest;
  let jisu: Guest;
  let carl: Guest;
  let roomId: string;
  let hostLink: string;

  beforeAll(async () => {
    await mkdir(new URL('../screenshots/', import.meta.url), { recursive: true });
    [sfu, chromium] = await Promise.all([startSfu(), Chromium.launch()]);
    anna = await Guest.open(
      await chromium.profile({
        permissions: ['camera', 'microphone', 'clipboard-read', 'clipboard-write'],
        timezoneId: 'Asia/Seoul',
      }),
      sfu.localUrl,
    );
    jisu = await Guest.open(await chromium.profile({ locale: 'ko-KR' }), sfu.localUrl);
    carl = await Guest.open(await chromium.profile(), sfu.localUrl);
  });
  afterAll(async () => {
    await chromium.close();
    await sfu.close();
  });

  const heading = (guest: Guest, name: string | RegExp) =>
    guest.page.getByRole('heading', { level: 1, name });
  const button = (guest: Guest, name: string | RegExp) => guest.page.getByRole('button', { name });

  /** From the link to the door, with a name and the passcode. */
  async function knock(guest: Guest, name: string, passcode = PASSCODE): Promise<void> {
    await guest.visit(`/r/${roomId}`);
    const field = guest.page.getByLabel(/^(Passcode|회의 비밀번호)$/);
    await field.waitFor(SLOW);
    await guest.page.getByLabel(/^(Your name|이름)$/).fill(name);
    await field.fill(passcode);
    await guest.joinButton.click();
  }

  /** What a button of the host's page puts into their downloads. */
  async function download(label: string): Promise<{ name: string; text: string }> {
    const [file] = await Promise.all([anna.page.waitForEvent('download'), button(anna, label).click()]);
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
  }

  async function hostNotice(name: 'Admit' | 'Deny' | 'Admit all'): Promise<void> {
    await anna.page.getByRole('button', { name, exact: true }).click(SLOW);
  }

  it('a meeting with options is made by keyboard, and its host link said once', async () => {
    await anna.visit('/');
    await button(anna, 'With options').focus();
    await anna.page.keyboard.press('Enter');
    const dialog = anna.page.getByRole('dialog', { name: 'New meeting with options' });
    await dialog.getByLabel('Name of the meeting').waitFor(SLOW);
    await anna.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect
      .poll(() => button(anna, 'With options').evaluate((element) => element === document.activeElement))
      .toBe(true);
    await anna.page.keyboard.press('Enter');
    await dialog.getByLabel('Name of the meeting').fill('주간 팀 회의');
    await dialog.getByLabel('Passcode').fill('123');
    await dialog.getByRole('switch', { name: 'Lobby' }).press('Space');
    await dialog.getByText('More options').press('Enter');
    await dialog.getByLabel('At most this many people').fill('3');
    await dialog.getByLabel('When the host is gone').selectOption('nobody');
    await dialog.getByLabel('… share a screen').selectOption('hosts');
    await checkPage(anna, 'new-meeting');
    await dialog.getByRole('button', { name: 'Create meeting' }).press('Enter');
    await dialog.getByText('Use at least 4 characters.').waitFor();
    await dialog.getByLabel('Passcode').fill(PASSCODE);
    await anna.page.keyboard.press('Enter');

    const made = anna.page.getByRole('dialog', { name: 'Your meeting is ready' });
    await made.waitFor(SLOW);
    await checkPage(anna, 'meeting-made');
    // Whoever closes this and comes back tomorrow finds it again.
    await anna.page.locator('main li a[href^="/r/"]').waitFor({ state: 'attached' });
    await made.getByRole('button', { name: 'Copy host link' }).click();
    hostLink = await anna.page.evaluate(() => navigator.clipboard.readText());
    expect(hostLink).toMatch(/\/r\/[a-z-]+#host=[\w-]{22}$/);
    roomId = new URL(hostLink).pathname.slice(3);
    await made.getByRole('button', { name: 'Go to the meeting' }).click();
    await anna.page.getByText('You join as the host.').waitFor(SLOW);
    await anna.page.getByText('주간 팀 회의').waitFor();
    expect(anna.page.url()).not.toContain('#');
    expect(await anna.page.getByLabel('Passcode').count()).toBe(0);
  });

  it('a wrong passcode is said at its field', async () => {
    await jisu.visit(`/r/${roomId}`);
    const field = jisu.page.getByLabel('회의 비밀번호');
    await field.waitFor(SLOW);
    await jisu.page.getByLabel('이름', { exact: true }).fill('김지수');
    await jisu.joinButton.click();
    await jisu.page.getByText('비밀번호가 있는 회의예요. 비밀번호를 적어 주세요.').waitFor(SLOW);
    await field.fill('아닌데요');
    await jisu.page.keyboard.press('Enter');
    await jisu.page.getByText('비밀번호가 달라요. 확인하고 다시 적어 주세요.').waitFor(SLOW);
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    await checkPage(jisu, 'prejoin-passcode');
    await field.fill(PASSCODE);
    await jisu.page.keyboard.press('Enter');
  });

  it('guests wait while no host is there, and see themselves', async () => {
    await heading(jisu, '아직 호스트가 오지 않았어요').waitFor(SLOW);
    await jisu.page.getByText('주간 팀 회의').waitFor();
    await expect
      .poll(
        () => jisu.page.locator('video').evaluate((video) => (video as HTMLVideoElement).videoWidth > 0),
        SLOW,
      )
      .toBe(true);
    await checkPage(jisu, 'waiting-absent');
    await button(jisu, '마이크 끄기').click();
    expect(sfu.registry.get(roomId)?.peers.length ?? 0).toBe(0);
  });

  it('the host comes in past passcode and lobby, and admits one without a reload', async () => {
    await jisu.page.evaluate(() => Object.assign(window, { notReloaded: true }));
    await anna.page.getByLabel('Your name').fill('Anna');
    await anna.joinButton.click();
    await anna.tiles.first().waitFor(SLOW);
    const room = sfu.registry.get(roomId);
    expect(room?.profile.maxParticipants).toBe(3);
    expect(room?.settings).toEqual({
      name: '주간 팀 회의',
      hasPasscode: true,
      lobby: true,
      waitForHost: false,
      locked: false,
      joinMuted: false,
      allow: { share: 'hosts', chat: 'everyone', unmute: 'everyone', camera: 'everyone' },
      succession: 'nobody',
    });
    await hostNotice('Admit');
    await jisu.expectTiles(2);
    await button(jisu, '호스트만 화면을 공유할 수 있어요.').waitFor(SLOW);
    expect(await jisu.page.evaluate(() => 'notReloaded' in window)).toBe(true);
    await anna.tile('김지수').getByRole('img', { name: 'Microphone off' }).waitFor(SLOW);
  });

  it('a denied guest is told', async () => {
    await knock(carl, 'Carl');
    await heading(carl, 'You will be let in soon').waitFor(SLOW);
    await checkPage(carl, 'waiting-lobby');
    await hostNotice('Deny');
    await heading(carl, 'The host did not let you in.').waitFor(SLOW);
    await carl.page.getByText('DENIED').waitFor();
    await checkPage(carl, 'refused-denied');
  });

  it('whoever stops waiting is no longer waited for, and nobody comes into a full room', async () => {
    await button(carl, 'Try again').click();
    await carl.page.getByLabel('Passcode').fill(PASSCODE);
    await carl.joinButton.click();
    await heading(carl, 'You will be let in soon').waitFor(SLOW);
    await anna.page.getByRole('button', { name: 'Admit', exact: true }).waitFor(SLOW);
    await button(carl, 'Stop waiting').click();
    await button(carl, 'New meeting').waitFor();
    await anna.page
      .getByRole('button', { name: 'Admit', exact: true })
      .waitFor({ state: 'detached', ...SLOW });
    await knock(carl, 'Carl');
    await hostNotice('Admit');
    await carl.expectTiles(3);

    const late = await Guest.open(await chromium.profile({ locale: 'ko-KR' }), sfu.localUrl);
    await late.visit(`/r/${roomId}`);
    await late.page.getByText('지금은 정원이 찼어요.', { exact: false }).waitFor(SLOW);
    await late.page.getByLabel('이름', { exact: true }).fill('늦은 사람');
    await late.page.getByLabel('회의 비밀번호').fill(PASSCODE);
    await late.joinButton.click();
    await heading(late, '회의 정원이 찼어요.').waitFor(SLOW);
    await checkPage(late, 'refused-full');
    await late.page.context().close();
  });

  it('a guest who is put back into the lobby waits there, and comes in again without a reload', async () => {
    await anna.page.keyboard.press('p');
    const actions = anna.page.getByRole('dialog', { name: 'Actions for 김지수' });
    await button(anna, 'Actions for 김지수').first().press('Enter');
    await actions.getByRole('button', { name: 'Back to the lobby' }).click();
    await anna.page.keyboard.press('p');
    await heading(jisu, '호스트가 대기실로 보냈어요').waitFor(SLOW);
    await checkPage(jisu, 'waiting-returned');
    await hostNotice('Admit');
    await jisu.expectTiles(3);
    expect(await jisu.page.evaluate(() => 'notReloaded' in window)).toBe(true);
  });

  it('the host invites by link, mail, calendar and, for other devices, the host link', async () => {
    await anna.page.keyboard.press('i');
    const dialog = anna.page.getByRole('dialog', { name: 'Invite people' });
    await dialog.waitFor(SLOW);
    const mail = new URL(
      (await dialog.getByRole('link', { name: 'Write a mail' }).getAttribute('href')) ?? '',
    );
    expect(mail.searchParams.get('subject')).toBe('Invitation: 주간 팀 회의');
    expect(mail.searchParams.get('body')).toContain(`/r/${roomId}`);
    expect(mail.searchParams.get('body')).not.toContain('host=');
    await dialog.getByText('Calendar file', { exact: true }).click();
    const calendar = await download('Save calendar file');
    expect(calendar.name).toBe(`${roomId}.ics`);
    expect(calendar.text).toContain('SUMMARY:주간 팀 회의');
    expect(calendar.text).toMatch(/^DTSTART:\d{8}T\d{6}Z\r$/m);
    await dialog.getByText('Host link', { exact: true }).click();
    await dialog.getByRole('button', { name: 'Copy host link' }).click();
    expect(await anna.page.evaluate(() => navigator.clipboard.readText())).toBe(hostLink);
    await checkPage(anna, 'invite-host');
    await anna.page.keyboard.press('Escape');
  });

  it('whom a host removes is told, and cannot come back', async () => {
    await anna.page.keyboard.press('p');
    await button(anna, 'Actions for Carl').first().press('Enter');
    await anna.page
      .getByRole('dialog', { name: 'Actions for Carl' })
      .getByRole('button', { name: 'Remove' })
      .click();
    await anna.page
      .getByRole('dialog', { name: 'Remove Carl?' })
      .getByRole('button', { name: 'Remove' })
      .click();
    await heading(carl, 'A host has removed you from the meeting.').waitFor(SLOW);
    await checkPage(carl, 'ended-removed');
    expect(await button(carl, 'Rejoin').count()).toBe(0);
    await knock(carl, 'Carl again');
    await heading(carl, 'A host has removed you from this meeting.').waitFor(SLOW);
    await checkPage(carl, 'refused-removed');
  });

  it('a locked room says so before and at the door', async () => {
    await button(anna, 'Lock').click();
    const late = await Guest.open(await chromium.profile({ locale: 'ko-KR' }), sfu.localUrl);
    await late.visit(`/r/${roomId}`);
    await late.page.getByText('잠긴 회의예요.', { exact: false }).waitFor(SLOW);
    await late.page.getByLabel('이름', { exact: true }).fill('늦은 사람');
    await late.page.getByLabel('회의 비밀번호').fill(PASSCODE);
    await late.joinButton.click();
    await heading(late, '잠긴 회의예요.').waitFor(SLOW);
    await checkPage(late, 'refused-locked');
    await button(anna, 'Unlock').click();
    await button(late, '다시 시도하기').click();
    await late.page.getByLabel('회의 비밀번호').fill(PASSCODE);
    await late.joinButton.click();
    await heading(late, '곧 들어갈 수 있어요').waitFor(SLOW);
    await late.page.context().close();
  });

  it('the host link makes the host on a second device, and is taken out of the address', async () => {
    const phone = await Guest.open(
      await chromium.profile({ viewport: { width: 390, height: 844 }, hasTouch: true, locale: 'ko-KR' }),
      sfu.localUrl,
    );
    await phone.page.goto(hostLink);
    await phone.page.getByText('호스트로 참여해요.').waitFor(SLOW);
    expect(phone.page.url()).not.toContain('host=');
    await phone.page.getByLabel('이름', { exact: true }).fill('안나 휴대폰');
    await phone.joinButton.click();
    await phone.expectTiles(3);
    const host = () =>
      sfu.registry
        .get(roomId)
        ?.peers.map((peer) => peer.toUser())
        .find(({ role }) => role === 'host')?.displayName;
    await expect.poll(host, SLOW).toBe('안나 휴대폰');
    await phone.page.context().close();
  });

  it('the host who ends the meeting gets its record, and a guest does not', async () => {
    await anna.page.reload();
    await anna.page.getByText('You join as the host.').waitFor(SLOW);
    await anna.joinButton.click();
    await anna.expectTiles(2);
    await button(anna, 'Leave meeting').click(SLOW);
    await anna.page.getByRole('menuitem', { name: 'End for everyone' }).click();
    await anna.page.getByRole('dialog').getByRole('button', { name: 'End for everyone' }).click();
    await heading(jisu, '호스트가 회의를 끝냈어요.').waitFor(SLOW);
    await checkPage(jisu, 'ended-by-host');
    expect(await jisu.page.getByText('회의 기록').count()).toBe(0);

    await heading(anna, 'You ended the meeting for everyone.').waitFor(SLOW);
    await anna.page.getByText('Record of the meeting').waitFor(SLOW);
    await checkPage(anna, 'ended-record');
    const table = await download('As a table (CSV)');
    expect(table.name).toMatch(/^주간 팀 회의 \d{4}-\d\d-\d\d\.csv$/);
    // Excel takes it for Korean by the mark at its beginning.
    expect(table.text).toMatch(/^\uFEFFWhat,From \(Asia\/Seoul\),/u);
    for (const name of ['Anna', '김지수', 'Carl', '안나 휴대폰']) expect(table.text).toContain(name);
    await button(anna, 'Settings').click();
    await anna.page.getByRole('menuitemradio', { name: '한국어' }).click();
    expect((await download('표로 받기 (CSV)')).text).toMatch(/^\uFEFF구분,시작 \(Asia\/Seoul\),/u);
    await button(anna, '설정').click();
    await anna.page.getByRole('menuitemradio', { name: 'English' }).click();
    const data = await download('As data (JSON)');
    expect(data.name).toMatch(/\.json$/);
    const { attendance } = JSON.parse(data.text) as MeetingRecord;
    expect(attendance.map(({ displayName }) => displayName)).toEqual(
      expect.arrayContaining(['Anna', '김지수', 'Carl', '안나 휴대폰']),
    );
  });

  it('says nothing on the console', () => {
    expect([...anna.problems, ...jisu.problems, ...carl.problems]).toEqual([]);
  });
});

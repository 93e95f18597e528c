import { Bot } from '@parley/bots';
import type { Sfu } from '@parley/sfu';
import { startSfu } from '@parley/sfu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Chromium } from '../support/Chromium.ts';
import { Guest } from '../support/Guest.ts';
import { countNotes, notesPlayed, openRoomSettings, PeoplePanel } from '../support/hosting.ts';

const ROOM = 'town-hall';
const BOT = '박지훈';
/** Slower machines under load. */
const PATIENT = { timeout: 15_000 };

/** Running a meeting: every action of a host, and what the person it is done to sees of it. */
describe('the host of a meeting', () => {
  let sfu: Sfu;
  let chromium: Chromium;
  /** The host, in English. */
  let anna: Guest;
  let annasPanel: PeoplePanel;
  /** A guest, in Korean. */
  let ben: Guest;
  let bensPanel: PeoplePanel;
  /** A guest who needs no page. */
  let bot: Bot;

  beforeAll(async () => {
    [sfu, chromium] = await Promise.all([startSfu(), Chromium.launch()]);
    const profile = await chromium.profile();
    await countNotes(profile);
    anna = await Guest.open(profile, sfu.localUrl);
    ben = await Guest.open(await chromium.profile({ locale: 'ko-KR' }), sfu.localUrl);
    annasPanel = new PeoplePanel(anna, 'en');
    bensPanel = new PeoplePanel(ben, 'ko');
    await anna.join(ROOM, 'Anna');
    await ben.join(ROOM, 'Ben');
    bot = await Bot.join({ url: sfu.localUrl, roomId: ROOM, displayName: BOT, camera: false });
    await anna.tile(BOT).waitFor();
    await anna.tile('Ben').locator('video').waitFor();
    await annasPanel.open();
  });

  afterAll(async () => {
    await chromium.close();
    await bot.leave();
    await sfu.close();
  });

  const bensButton = (name: string) => ben.page.getByRole('button', { name, exact: true });
  const toast = (guest: Guest, text: string) =>
    guest.page.getByRole('region').getByText(text, { exact: true }).first();
  const peopleOf = async (panel: PeoplePanel) => {
    const texts = await panel.list.locator('> li').allInnerTexts();
    return texts.map((text) => [BOT, 'Ben', 'Anna'].find((name) => text.includes(name)));
  };

  it('sees who raises a hand, in order, and lowers hands', async () => {
    await ben.page.keyboard.press('h');
    await bensButton('손 내리기').waitFor();
    await toast(anna, 'Ben raised a hand').waitFor();
    await anna.tile('Ben').getByRole('img', { name: 'Hand raised, number 1 in the queue' }).waitFor();
    await bot.client.raiseHand(true);
    await toast(anna, `${BOT} raised a hand`).waitFor();
    await ben.tile(BOT).getByRole('img', { name: /2번째/ }).waitFor();
    await ben.tile('Ben').getByRole('img', { name: /1번째/ }).waitFor();
    await expect.poll(() => peopleOf(annasPanel), PATIENT).toEqual(['Ben', BOT, 'Anna']);

    await annasPanel.act('Ben', 'Lower their hand');
    await bensButton('손 들기').waitFor();
    await anna.tile(BOT).getByRole('img', { name: 'Hand raised, number 1 in the queue' }).waitFor();
    await bensButton('손 들기').click();
    await ben.tile('Ben').getByRole('img', { name: /2번째/ }).waitFor();
    await anna.page.getByRole('button', { name: 'Lower all hands' }).click();
    await bensButton('손 들기').waitFor();
    await expect.poll(() => peopleOf(annasPanel), PATIENT).toEqual(['Anna', 'Ben', BOT]);
  });

  it('finds people by name, in Korean by initial consonants too', async () => {
    const search = anna.page.getByRole('searchbox', { name: 'Find people' });
    await search.fill('ㅂㅈㅎ');
    await expect.poll(() => peopleOf(annasPanel), PATIENT).toEqual([BOT]);
    await search.fill('nobody of this name');
    await anna.page.getByText('Nobody of this name is here.').waitFor();
    await search.fill('');
    await expect.poll(() => peopleOf(annasPanel), PATIENT).toEqual(['Anna', 'Ben', BOT]);
  });

  it('mutes somebody, and asks them to unmute, which they decide', async () => {
    await annasPanel.row('Ben').getByRole('img', { name: 'Microphone on' }).waitFor();
    await annasPanel.act('Ben', 'Mute for everyone');
    await toast(ben, 'Anna 님이 내 마이크를 껐어요.').waitFor();
    await bensButton('마이크 켜기').waitFor();
    await annasPanel.row('Ben').getByRole('img', { name: 'Microphone off' }).waitFor();

    const question = ben.page.getByRole('dialog', { name: 'Anna 님이 내 목소리를 듣고 싶어 해요' });
    await annasPanel.act('Ben', 'Ask to unmute');
    await toast(anna, 'Ben has been asked to unmute.').waitFor();
    await question.waitFor();
    await ben.page.keyboard.press('Enter'); // the focus is on "not now"
    await question.waitFor({ state: 'detached' });
    await bensButton('마이크 켜기').waitFor();

    await annasPanel.act('Ben', 'Ask to unmute');
    await question.getByRole('button', { name: '마이크 켜기' }).click();
    await bensButton('마이크 끄기').waitFor();
    await annasPanel.row('Ben').getByRole('img', { name: 'Microphone on' }).waitFor();
  });

  it('mutes everyone at once', async () => {
    await anna.page.getByRole('button', { name: 'Mute all' }).click();
    await toast(anna, 'All guests are muted.').waitFor();
    await bensButton('마이크 켜기').waitFor();
    await annasPanel.row(BOT).getByRole('img', { name: 'Microphone off' }).waitFor();
    await anna.page.getByRole('button', { name: 'Mute microphone' }).waitFor(); // but not herself
    await bensButton('마이크 켜기').click();
    await annasPanel.row('Ben').getByRole('img', { name: 'Microphone on' }).waitFor();
  });

  it('ends somebody’s camera and screen share', async () => {
    await annasPanel.act('Ben', 'Turn their camera off');
    await toast(ben, 'Anna 님이 내 카메라를 껐어요.').waitFor();
    await bensButton('카메라 켜기').waitFor();
    await annasPanel.row('Ben').getByRole('img', { name: 'Camera off' }).waitFor();
    await bensButton('카메라 켜기').click();
    await annasPanel.row('Ben').getByRole('img', { name: 'Camera on' }).waitFor();

    await bot.shareScreen();
    await annasPanel.row(BOT).getByRole('img', { name: 'Sharing a screen' }).waitFor();
    await ben.tile(`${BOT} 님의 화면`).waitFor();
    await annasPanel.act(BOT, 'End their screen share');
    await ben.tile(`${BOT} 님의 화면`).waitFor({ state: 'detached' });
    await expect.poll(() => bot.client.store.getSnapshot().local.screen, PATIENT).toBeUndefined();
  });

  it('renames people, and everyone themselves', async () => {
    await annasPanel.act('Ben', 'Rename');
    const dialog = anna.page.getByRole('dialog', { name: 'Rename Ben' });
    await dialog.getByLabel('Name').fill('Benjamin');
    await anna.page.keyboard.press('Enter');
    await ben.tile('Benjamin (나)').waitFor();
    await anna.tile('Benjamin').waitFor();

    await bensPanel.act('Benjamin', '내 이름 바꾸기');
    await ben.page.getByRole('dialog', { name: '내 이름 바꾸기' }).getByLabel('이름').fill('Ben');
    await ben.page.keyboard.press('Enter');
    await anna.tile('Benjamin').waitFor({ state: 'detached' });
    await anna.tile('Ben').waitFor();
  });

  it('appoints a co-host, who may help but not touch the host', async () => {
    expect(await bensPanel.offered(BOT)).not.toContain('내보내기');
    await annasPanel.act('Ben', 'Make co-host');
    await toast(ben, '이제 내가 공동 호스트예요.').waitFor();
    await annasPanel.row('Ben').getByText('Co-host', { exact: true }).waitFor();
    expect(await bensPanel.offered(BOT)).toEqual(
      expect.arrayContaining(['마이크 켜 달라고 하기', '이름 바꾸기', '대기실로 보내기', '내보내기']),
    );
    const onHost = await bensPanel.offered('Anna');
    for (const action of ['마이크 끄기', '이름 바꾸기', '내보내기', '호스트 넘기기']) {
      expect(onHost).not.toContain(action);
    }
    const spotlit = anna.tile(BOT).getByRole('img', { name: 'In the spotlight' });
    await bensPanel.act(BOT, '모두에게 크게 보여 주기');
    await spotlit.waitFor();
    await bensPanel.act(BOT, '크게 보여 주기 끝내기');
    await spotlit.waitFor({ state: 'detached' });
    await annasPanel.act('Ben', 'Make a guest again');
    await toast(ben, '다시 게스트가 되었어요.').waitFor();
    await annasPanel.row('Ben').getByText('Co-host', { exact: true }).waitFor({ state: 'detached' });
  });

  it('hands the role over when asked once, and gets it back', async () => {
    await annasPanel.act('Ben', 'Hand over as host');
    const question = anna.page.getByRole('dialog', { name: 'Make Ben the host?' });
    await question.getByRole('button', { name: 'Cancel' }).last().press('Enter');
    await question.waitFor({ state: 'detached' });
    await annasPanel.row('Anna').getByText('Host', { exact: true }).waitFor();

    await annasPanel.act('Ben', 'Hand over as host');
    await question.getByRole('button', { name: 'Hand over' }).press('Enter');
    await toast(ben, '이제 내가 호스트예요.').waitFor();
    await annasPanel.row('Anna').getByText('Co-host', { exact: true }).waitFor();
    await bensPanel.act('Anna', '호스트 넘기기');
    await ben.page
      .getByRole('dialog', { name: 'Anna 님에게 호스트를 넘길까요?' })
      .getByRole('button', { name: '넘기기' })
      .press('Enter');
    await annasPanel.row('Anna').getByText('Host', { exact: true }).waitFor();
    await annasPanel.act('Ben', 'Make a guest again');
    await annasPanel.row('Ben').getByText('Co-host', { exact: true }).waitFor({ state: 'detached' });
  });

  it('decides who may share, write, unmute and show a camera; the others see it before they try', async () => {
    await bensButton('카메라 끄기').click();
    await bensButton('마이크 끄기').click();
    const settings = await openRoomSettings(anna, 'en');
    for (const rule of ['Share a screen', 'Write in the chat', 'Unmute', 'Turn on the camera']) {
      await settings.getByLabel(rule, { exact: true }).selectOption('hosts');
    }
    const share = bensButton('호스트만 화면을 공유할 수 있어요.');
    const camera = bensButton('호스트만 카메라를 켤 수 있어요.');
    const microphone = bensButton('호스트만 마이크를 켤 수 있어요. 말하려면 손을 들어 주세요.');
    for (const button of [share, camera, microphone]) {
      await button.waitFor();
      expect(await button.getAttribute('aria-disabled')).toBe('true');
    }
    await microphone.click({ force: true });
    await toast(ben, '호스트만 마이크를 켤 수 있어요. 말하려면 손을 들어 주세요.').waitFor();
    await ben.page.locator('h1').focus();
    await ben.page.keyboard.press('c');
    await ben.page.getByText('호스트만 채팅을 쓸 수 있어요.').waitFor();
    expect(await ben.page.getByRole('textbox').count()).toBe(0);
    await anna.page.getByRole('button', { name: 'Mute microphone' }).waitFor();
    await anna.page.keyboard.press('Escape');

    // Whoever comes now reads it at the door, and comes in with both off.
    const late = await Guest.open(await chromium.profile(), sfu.localUrl);
    await late.visit(`/r/${ROOM}`);
    await late.page
      .getByText('Only hosts can turn on the camera and the microphone in this meeting.', { exact: false })
      .waitFor(PATIENT);
    await late.page.getByLabel('Your name').fill('Late');
    await late.joinButton.click();
    await toast(late, 'Only hosts can turn on the camera here.').waitFor(PATIENT);
    await late.page.getByRole('button', { name: 'Only hosts can turn on the camera here.' }).waitFor();
    await late.page.getByRole('button', { name: /^Only hosts can unmute here/ }).waitFor();
    const sources = () =>
      sfu.registry.get(ROOM)?.peers.find((peer) => peer.displayName === 'Late')?.media.sources;
    await expect.poll(sources, PATIENT).toEqual({ microphone: { paused: true } });
    expect(late.problems).toEqual([]);
    await late.page.context().close();
    await anna.tile('Late').waitFor({ state: 'detached' });

    // Who is asked may speak all the same.
    await annasPanel.act('Ben', 'Ask to unmute');
    await ben.page.getByRole('dialog').getByRole('button', { name: '마이크 켜기' }).click();
    await bensButton('마이크 끄기').waitFor();
    await annasPanel.row('Ben').getByRole('img', { name: 'Microphone on' }).waitFor();

    await openRoomSettings(anna, 'en');
    for (const rule of ['Share a screen', 'Write in the chat', 'Unmute', 'Turn on the camera']) {
      await settings.getByLabel(rule, { exact: true }).selectOption('everyone');
    }
    await anna.page.keyboard.press('Escape');
    await ben.page.getByRole('textbox').waitFor();
    await bensButton('카메라 켜기').click();
    await anna.tile('Ben').locator('video').waitFor();
  });

  it('names the meeting, sets a passcode and takes it away', async () => {
    const settings = await openRoomSettings(anna, 'en');
    await settings.getByLabel('Meeting name').fill('Town hall');
    await anna.page.keyboard.press('Enter');
    await ben.page.getByText('Town hall', { exact: true }).first().waitFor();
    await settings.getByLabel('Passcode').fill('abc');
    await anna.page.keyboard.press('Enter');
    await settings.getByText('Use at least 4 characters.').waitFor();
    await settings.getByLabel('Passcode').fill('swordfish');
    await anna.page.keyboard.press('Enter');
    await settings.getByText('A passcode is set.').waitFor();
    const knock = () => Bot.join({ url: sfu.localUrl, roomId: ROOM, displayName: 'Mia', camera: false });
    await expect(knock()).rejects.toMatchObject({ code: 'PASSCODE_REQUIRED' });
    await settings.getByRole('button', { name: 'Remove passcode' }).click();
    await settings.getByText('A passcode is set.').waitFor({ state: 'detached' });
    await anna.page.keyboard.press('Escape');
  });

  it('allows fewer people than are here: everybody stays, and nobody else comes in', async () => {
    const settings = await openRoomSettings(anna, 'en');
    const field = settings.getByLabel('At most this many people');
    await expect.poll(() => field.inputValue(), PATIENT).toBe('50');
    await settings.getByText('3 people are here now.').waitFor();
    await field.fill('1');
    await anna.page.keyboard.press('Enter');
    await settings.getByText('Enter a whole number from 2.').waitFor();
    await field.fill('2');
    await anna.page.keyboard.press('Enter');
    await settings
      .getByText('3 people are here: everybody stays, and nobody else comes in', { exact: false })
      .waitFor();
    const knock = () => Bot.join({ url: sfu.localUrl, roomId: ROOM, displayName: 'Mia', camera: false });
    await expect(knock()).rejects.toMatchObject({ code: 'ROOM_FULL' });
    expect(sfu.registry.get(ROOM)?.peers).toHaveLength(3);
    await field.fill('9999');
    await settings.getByRole('button', { name: 'Save' }).last().press('Enter');
    await settings.getByText('This server has room for at most 50.').waitFor();
    expect(await field.inputValue()).toBe('50');
    await anna.page.keyboard.press('Escape');
    await (await knock()).leave();
    await anna.tile('Mia').waitFor({ state: 'detached' });
  });

  it('locks the meeting and opens it again', async () => {
    await anna.page.getByRole('button', { name: 'Lock', exact: true }).click();
    await anna.page.getByRole('button', { name: 'Unlock' }).waitFor();
    const knock = () => Bot.join({ url: sfu.localUrl, roomId: ROOM, displayName: 'Mia', camera: false });
    await expect(knock()).rejects.toMatchObject({ code: 'ROOM_LOCKED' });
    await anna.page.getByRole('button', { name: 'Unlock' }).click();
    await anna.page.getByRole('button', { name: 'Lock', exact: true }).waitFor();
    await (await knock()).leave();
  });

  describe('with a lobby', () => {
    /** People who want to come in; what becomes of each is a promise. */
    const knock = (displayName: string) =>
      Bot.join({ url: sfu.localUrl, roomId: ROOM, displayName, camera: false, microphone: false });
    const waiting = () => anna.page.getByRole('list', { name: 'Waiting to come in' });

    it('which the settings turn on', async () => {
      const settings = await openRoomSettings(anna, 'en');
      await settings.getByRole('switch', { name: 'Lobby' }).press('Space');
      await settings.getByRole('switch', { name: 'Lobby', checked: true }).waitFor();
      await anna.page.keyboard.press('Escape');
      await annasPanel.close();
    });

    it('hears a knock, sees a notice, and lets somebody in', async () => {
      const before = await notesPlayed(anna);
      const mia = knock('Mia');
      await anna.page.getByText('Mia would like to come in.').waitFor();
      await anna.page.getByRole('button', { name: /, 1 waiting to come in$/ }).waitFor();
      await expect.poll(() => notesPlayed(anna), PATIENT).toBeGreaterThan(before);
      await anna.page.getByRole('button', { name: 'Admit', exact: true }).press('Enter');
      await using inside = await mia;
      await ben.tile(inside.displayName).waitFor();
      await anna.page.getByText('Mia would like to come in.').waitFor({ state: 'detached' });
    });

    it('denies one and lets all others in', async () => {
      const stranger = knock('Stranger').catch((error: unknown) => error);
      const noah = knock('Noah');
      const zoe = knock('Zoë');
      await anna.page.getByText('3 people would like to come in.').waitFor();
      await anna.page.getByRole('button', { name: 'See who' }).click();
      await expect.poll(() => waiting().locator('> li').count(), PATIENT).toBe(3);
      await waiting().getByRole('button', { name: 'Deny Stranger' }).press('Enter');
      expect(await stranger).toMatchObject({ code: 'DENIED' });
      await anna.page.getByRole('button', { name: 'Admit all' }).press('Enter');
      await using first = await noah;
      await using second = await zoe;
      for (const { displayName } of [first, second]) await annasPanel.row(displayName).waitFor();
      expect(await waiting().count()).toBe(0);
    });

    it('sends somebody back to it, from where they return without a reload', async () => {
      await annasPanel.act('Ben', 'Back to the lobby');
      await anna.tile('Ben').waitFor({ state: 'detached' });
      await expect.poll(() => ben.tiles.count(), PATIENT).toBe(0);
      await waiting().getByRole('button', { name: 'Admit Ben' }).press('Enter');
      await ben.tiles.first().waitFor();
      await anna.tile('Ben').locator('video').waitFor();
    });
  });

  it('removes somebody for good, when asked once', async () => {
    const closed = () => bot.client.store.getSnapshot().closeReason;
    await annasPanel.act(BOT, 'Remove');
    const question = anna.page.getByRole('dialog', { name: `Remove ${BOT}?` });
    await anna.page.keyboard.press('Enter'); // the focus is on "cancel"
    await question.waitFor({ state: 'detached' });
    expect(closed()).toBeNull();
    await annasPanel.act(BOT, 'Remove');
    await question.getByRole('button', { name: 'Remove' }).click();
    await expect.poll(closed, PATIENT).toBe('removed');
    await anna.tile(BOT).waitFor({ state: 'detached' });
  });

  it('ends the meeting for everyone, when asked once', async () => {
    await anna.page.getByRole('button', { name: 'Leave meeting' }).click();
    await anna.page.getByText('Ben becomes host').waitFor();
    await anna.page.getByRole('menuitem', { name: 'End for everyone' }).press('Enter');
    const question = anna.page.getByRole('dialog', { name: 'End the meeting for everyone?' });
    await question.getByText('1 person is still here besides you.').waitFor();
    await question.getByRole('button', { name: 'End for everyone' }).press('Enter');
    for (const guest of [anna, ben]) await guest.tiles.first().waitFor({ state: 'detached' });
    await expect.poll(() => sfu.registry.get(ROOM), PATIENT).toBeUndefined();
    expect([...anna.problems, ...ben.problems]).toEqual([]);
  });

  describe('with a finger', () => {
    const CLUB = 'reading-club';
    let phone: Guest;
    let panel: PeoplePanel;
    let guest: Bot;

    beforeAll(async () => {
      const viewport = { width: 390, height: 844 };
      phone = await Guest.open(
        await chromium.profile({ viewport, hasTouch: true, isMobile: true }),
        sfu.localUrl,
      );
      panel = new PeoplePanel(phone, 'en');
      await phone.join(CLUB, 'Pia');
      guest = await Bot.join({ url: sfu.localUrl, roomId: CLUB, displayName: BOT, camera: false });
      await phone.tile(BOT).waitFor();
    });
    afterAll(async () => {
      await guest.leave();
      await phone.page.context().close();
    });

    const knock = (displayName: string) =>
      Bot.join({ url: sfu.localUrl, roomId: CLUB, displayName, camera: false, microphone: false });
    const button = (name: string | RegExp) => phone.page.getByRole('button', { name, exact: true });
    /** One thing in the sheet behind "more". */
    async function tapInSheet(name: RegExp): Promise<void> {
      await button(/^More/).tap();
      await phone.page.getByRole('dialog', { name: 'More' }).getByRole('button', { name }).tap();
    }
    async function tapAction(person: string, action: string): Promise<void> {
      await panel
        .row(person)
        .getByRole('button', { name: `Actions for ${person}` })
        .tap();
      await panel.card.getByRole('button', { name: action, exact: true }).tap();
    }

    it('turns the lobby on and lets people in, from the notice and from the list', async () => {
      await tapInSheet(/^Meeting settings/);
      const settings = phone.page.getByRole('dialog', { name: 'Meeting settings' });
      await settings.getByRole('switch', { name: 'Lobby' }).tap();
      await settings.getByRole('switch', { name: 'Lobby', checked: true }).waitFor();
      await settings.getByRole('button', { name: 'Close' }).tap();
      await settings.waitFor({ state: 'detached' });

      const mia = knock('Mia');
      await phone.page.getByText('Mia would like to come in.').waitFor(PATIENT);
      await button('Admit').tap();
      await using first = await mia;
      await phone.tile(first.displayName).waitFor(PATIENT);

      await tapInSheet(/^People/);
      const noah = knock('Noah');
      await button('Admit Noah').tap(PATIENT);
      await using second = await noah;
      await panel.row(second.displayName).waitFor(PATIENT);
    });

    it('mutes, locks and opens the meeting', async () => {
      await panel.row(BOT).getByRole('img', { name: 'Microphone on' }).waitFor(PATIENT);
      await tapAction(BOT, 'Mute for everyone');
      await panel.row(BOT).getByRole('img', { name: 'Microphone off' }).waitFor(PATIENT);
      await button('Lock').tap();
      await button('Unlock').waitFor(PATIENT);
      await expect(knock('Zoë')).rejects.toMatchObject({ code: 'ROOM_LOCKED' });
      await button('Unlock').tap();
      await button('Lock').waitFor(PATIENT);
    });

    it('removes somebody, when asked once', async () => {
      const closed = () => guest.client.store.getSnapshot().closeReason;
      const question = phone.page.getByRole('dialog', { name: `Remove ${BOT}?` });
      await tapAction(BOT, 'Remove');
      await question.getByRole('button', { name: 'Cancel' }).last().tap();
      await question.waitFor({ state: 'detached' });
      expect(closed()).toBeNull();
      await tapAction(BOT, 'Remove');
      await question.getByRole('button', { name: 'Remove' }).tap();
      await expect.poll(closed, PATIENT).toBe('removed');
      await panel.row(BOT).waitFor({ state: 'detached' });
      expect(phone.problems).toEqual([]);
    });
  });
});

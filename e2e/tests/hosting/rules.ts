import { expect, it } from 'vitest';
import { Guest } from '../../support/Guest.ts';
import type { HostedMeeting } from '../../support/HostedMeeting.ts';
import { openRoomSettings } from '../../support/hosting.ts';

/** Slower machines under load. */
const PATIENT = { timeout: 30_000 };

/** The rules of the room, which those inside and those at the door see at once. */
export function changingRules(meeting: () => HostedMeeting): void {
  it('decides who may share, write, unmute and show a camera; the others see it before they try', async () => {
    const { anna, annasPanel, ben, bensButton, toast, sfu, chromium, roomId } = meeting();
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
    await late.visit(`/r/${roomId}`);
    await late.page
      .getByText('Only hosts can turn on the camera and the microphone in this meeting.', { exact: false })
      .waitFor(PATIENT);
    await late.page.getByLabel('Your name').fill('Late');
    await late.joinButton.click();
    await toast(late, 'Only hosts can turn on the camera here.').waitFor(PATIENT);
    await late.page.getByRole('button', { name: 'Only hosts can turn on the camera here.' }).waitFor();
    await late.page.getByRole('button', { name: /^Only hosts can unmute here/ }).waitFor();
    const sources = () =>
      sfu.registry.get(roomId)?.peers.find((peer) => peer.displayName === 'Late')?.media.sources;
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
    const { anna, ben, knock } = meeting();
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
    await expect(knock('Mia')).rejects.toMatchObject({ code: 'PASSCODE_REQUIRED' });
    await settings.getByRole('button', { name: 'Remove passcode' }).click();
    await settings.getByText('A passcode is set.').waitFor({ state: 'detached' });
    await anna.page.keyboard.press('Escape');
  });

  it('allows fewer people than are here: everybody stays, and nobody else comes in', async () => {
    const { anna, knock, sfu, roomId } = meeting();
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
    await expect(knock('Mia')).rejects.toMatchObject({ code: 'ROOM_FULL' });
    expect(sfu.registry.get(roomId)?.peers).toHaveLength(3);
    await field.fill('9999');
    await settings.getByRole('button', { name: 'Save' }).last().press('Enter');
    await settings.getByText('This server has room for at most 50.').waitFor();
    expect(await field.inputValue()).toBe('50');
    await anna.page.keyboard.press('Escape');
    await (await knock('Mia')).leave();
    await anna.tile('Mia').waitFor({ state: 'detached' });
  });

  it('locks the meeting and opens it again', async () => {
    const { anna, knock } = meeting();
    await anna.page.getByRole('button', { name: 'Lock', exact: true }).click();
    await anna.page.getByRole('button', { name: 'Unlock' }).waitFor();
    await expect(knock('Mia')).rejects.toMatchObject({ code: 'ROOM_LOCKED' });
    await anna.page.getByRole('button', { name: 'Unlock' }).click();
    await anna.page.getByRole('button', { name: 'Lock', exact: true }).waitFor();
    await (await knock('Mia')).leave();
  });
}

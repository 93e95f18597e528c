import { expect, it } from 'vitest';
import type { HostedMeeting } from '../../support/HostedMeeting.ts';

/** Slower machines under load. */
const PATIENT = { timeout: 30_000 };

/** Microphones, cameras and screens of others. */
export function mutingOthers(meeting: () => HostedMeeting): void {
  it('mutes somebody, and asks them to unmute, which they decide', async () => {
    const { anna, annasPanel, ben, bensButton, toast } = meeting();
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
    const { anna, annasPanel, bot, bensButton, toast } = meeting();
    await anna.page.getByRole('button', { name: 'Mute all' }).click();
    await toast(anna, 'All guests are muted.').waitFor();
    await bensButton('마이크 켜기').waitFor();
    await annasPanel.row(bot.displayName).getByRole('img', { name: 'Microphone off' }).waitFor();
    await anna.page.getByRole('button', { name: 'Mute microphone' }).waitFor(); // but not herself
    await bensButton('마이크 켜기').click();
    await annasPanel.row('Ben').getByRole('img', { name: 'Microphone on' }).waitFor();
  });

  it('ends somebody’s camera and screen share', async () => {
    const { annasPanel, ben, bot, bensButton, toast } = meeting();
    await annasPanel.act('Ben', 'Turn their camera off');
    await toast(ben, 'Anna 님이 내 카메라를 껐어요.').waitFor();
    await bensButton('카메라 켜기').waitFor();
    await annasPanel.row('Ben').getByRole('img', { name: 'Camera off' }).waitFor();
    await bensButton('카메라 켜기').click();
    await annasPanel.row('Ben').getByRole('img', { name: 'Camera on' }).waitFor();

    await bot.shareScreen();
    await annasPanel.row(bot.displayName).getByRole('img', { name: 'Sharing a screen' }).waitFor();
    await ben.tile(`${bot.displayName} 님의 화면`).waitFor();
    await annasPanel.act(bot.displayName, 'End their screen share');
    await ben.tile(`${bot.displayName} 님의 화면`).waitFor({ state: 'detached' });
    await expect.poll(() => bot.client.store.getSnapshot().local.screen, PATIENT).toBeUndefined();
  });
}

import { expect, it } from 'vitest';
import type { HostedMeeting } from '../../support/HostedMeeting.ts';

/** Slower machines under load. */
const PATIENT = { timeout: 30_000 };

/** Hands, names, and finding people. */
export function listingPeople(meeting: () => HostedMeeting): void {
  it('sees who raises a hand, in order, and lowers hands', async () => {
    const { anna, annasPanel, ben, bot, bensButton, toast, listed } = meeting();
    await ben.page.keyboard.press('h');
    await bensButton('손 내리기').waitFor();
    await toast(anna, 'Ben raised a hand').waitFor();
    await anna.tile('Ben').getByRole('img', { name: 'Hand raised, number 1 in the queue' }).waitFor();
    await bot.client.raiseHand(true);
    await toast(anna, `${bot.displayName} raised a hand`).waitFor();
    await ben.tile(bot.displayName).getByRole('img', { name: /2번째/ }).waitFor();
    await ben.tile('Ben').getByRole('img', { name: /1번째/ }).waitFor();
    await expect.poll(listed, PATIENT).toEqual(['Ben', bot.displayName, 'Anna']);

    await annasPanel.act('Ben', 'Lower their hand');
    await bensButton('손 들기').waitFor();
    await anna
      .tile(bot.displayName)
      .getByRole('img', { name: 'Hand raised, number 1 in the queue' })
      .waitFor();
    await bensButton('손 들기').click();
    await ben.tile('Ben').getByRole('img', { name: /2번째/ }).waitFor();
    await anna.page.getByRole('button', { name: 'Lower all hands' }).click();
    await bensButton('손 들기').waitFor();
    await expect.poll(listed, PATIENT).toEqual(['Anna', 'Ben', bot.displayName]);
  });

  it('finds people by name, in Korean by initial consonants too', async () => {
    const { anna, bot, listed } = meeting();
    const search = anna.page.getByRole('searchbox', { name: 'Find people' });
    await search.fill('ㅂㅈㅎ');
    await expect.poll(listed, PATIENT).toEqual([bot.displayName]);
    await search.fill('nobody of this name');
    await anna.page.getByText('Nobody of this name is here.').waitFor();
    await search.fill('');
    await expect.poll(listed, PATIENT).toEqual(['Anna', 'Ben', bot.displayName]);
  });

  it('renames people, and everyone themselves', async () => {
    const { anna, annasPanel, ben, bensPanel } = meeting();
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
}

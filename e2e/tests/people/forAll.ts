import { expect, it } from 'vitest';
import { hasFocus } from '../../support/hosting.ts';
import type { PeopleMeeting } from '../../support/PeopleMeeting.ts';

/** How long somebody has been in the meeting. */
const TIME_INSIDE = expect.stringMatching(/^(just joined|\d+ min)$/) as string;

/** What everyone sees of somebody, and who decides it. */
export function showingToAll(meeting: () => PeopleMeeting): void {
  it('is put on everyone’s screen by the host, and by nobody else', async () => {
    const { ben, bot, mark, act } = meeting();
    const seenByBen = ben.tile(bot.displayName).getByRole('img', { name: '모두에게 크게 보이는 중' });
    await act('Spotlight for everyone');
    await seenByBen.waitFor();
    await mark('In the spotlight').waitFor();
    await ben.tile(bot.displayName).hover();
    await ben
      .tile(bot.displayName)
      .getByRole('button', { name: `${bot.displayName} 님 메뉴` })
      .click();
    const cardOfBen = ben.page.getByRole('dialog', { name: `${bot.displayName} 님 메뉴` });
    await cardOfBen.getByRole('slider').waitFor();
    expect(await cardOfBen.getByRole('button', { name: /크게 보여 주기/ }).count()).toBe(0);
    await ben.page.keyboard.press('Escape');
    await act('End spotlight');
    await seenByBen.waitFor({ state: 'detached' });
  });

  it('is told when the host puts them on everyone’s screen', async () => {
    const { anna, ben } = meeting();
    const toggle = async (name: string) => {
      await anna.tile('Ben').getByRole('button', { name: 'Actions for Ben' }).press('Enter');
      await anna.page.getByRole('dialog', { name: 'Actions for Ben' }).getByRole('button', { name }).click();
    };
    await toggle('Spotlight for everyone');
    await ben.page.getByText('호스트가 나를 모두의 화면에 크게 띄웠어요.').first().waitFor();
    await toggle('End spotlight');
    await anna.tile('Ben').getByRole('img', { name: 'In the spotlight' }).waitFor({ state: 'detached' });
  });

  it('is listed in the people panel, with the same actions', async () => {
    const { anna, bot, card } = meeting();
    await anna.page.keyboard.press('p');
    const list = anna.page.getByRole('list', { name: 'People', exact: true });
    const rows = list.locator('> li');
    await expect.poll(() => rows.allInnerTexts()).toHaveLength(3);
    expect(
      (await rows.allInnerTexts()).map((text) => text.split('\n').filter((line) => line !== '')),
    ).toEqual([
      ['A', 'Anna (you)', 'Host', TIME_INSIDE],
      ['B', 'Ben', TIME_INSIDE],
      [expect.any(String), bot.displayName, TIME_INSIDE],
    ]);
    await list.getByRole('button', { name: `Actions for ${bot.displayName}` }).press('Enter');
    await hasFocus(card());
    await card().getByRole('button', { name: 'Pin for me' }).press('Enter');
    await rows.nth(2).getByText('Pinned').waitFor();
    await list.getByRole('button', { name: `Actions for ${bot.displayName}` }).press('Enter');
    await card().getByRole('button', { name: 'Unpin' }).waitFor();
    await expect.poll(() => card().locator(':focus').count()).toBe(1);
    await anna.page.keyboard.press('Escape');
    await expect.poll(() => card().count()).toBe(0);
    expect(await list.count()).toBe(1); // the key closed the card, not the panel behind it
    await list.getByRole('button', { name: `Actions for ${bot.displayName}` }).press('Enter');
    await hasFocus(card());
    await card().getByRole('button', { name: 'Unpin' }).press('Enter');
    await anna.page.keyboard.press('p');
  });
}

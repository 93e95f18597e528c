import { expect, it } from 'vitest';
import { hasFocus } from '../../support/hosting.ts';
import type { PeopleMeeting } from '../../support/PeopleMeeting.ts';
import { receivedVideoBytes } from '../../support/receivedBytes.ts';
import { sounds, trackIds } from '../../support/sounds.ts';

/** Has the bot's voice sent to Anna by a new consumer, as after a failure: the page gets another track. */
function renewVoice({ sfu, roomId, bot }: PeopleMeeting): void {
  const subscriptions = sfu.registry.get(roomId)?.peers.at(0)?.media.subscriptions;
  const voice = subscriptions?.consumers.find(
    ({ userId, source }) => userId === bot.userId && source === 'microphone',
  );
  if (subscriptions === undefined || voice === undefined) throw new Error('Anna does not hear the bot');
  subscriptions.renew(voice.id);
}

/** What one person can do about another one for themselves. */
export function choosingForMe(meeting: () => PeopleMeeting): void {
  it('is pinned and unpinned with the mouse', async () => {
    const { anna, bot, botTile, mark } = meeting();
    await botTile().hover();
    await anna.page.getByRole('button', { name: `Pin ${bot.displayName}` }).click();
    await mark('Pinned').waitFor();
    await botTile().hover();
    await anna.page.getByRole('button', { name: `Unpin ${bot.displayName}` }).click();
    await mark('Pinned').waitFor({ state: 'detached' });
  });

  it('is pinned and unpinned with the keyboard', async () => {
    const { anna, bot, botMenu, card, mark } = meeting();
    await anna.page.locator('h1').focus();
    const focused = () => anna.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    // One stop for each tile that has actions: Ben's, the bot's, and Anna's own because she is the host.
    for (let stops = 0; (await focused()) !== `Actions for ${bot.displayName}`; stops += 1) {
      expect(stops).toBeLessThan(8);
      await anna.page.keyboard.press('Tab');
    }
    await anna.page.keyboard.press('Enter');
    await card().waitFor();
    await expect.poll(() => anna.page.evaluate(() => document.activeElement?.textContent)).toBe('Pin for me');
    await anna.page.keyboard.press('Enter');
    await mark('Pinned').waitFor();
    await card().waitFor({ state: 'detached' });

    await botMenu().focus();
    await anna.page.keyboard.press('ArrowLeft');
    await expect.poll(focused).toBe(`Unpin ${bot.displayName}`);
    await anna.page.keyboard.press('Enter');
    await mark('Pinned').waitFor({ state: 'detached' });
  });

  it('has a volume of their own, which survives a new track', async () => {
    const { anna, botMenu, card } = meeting();
    await botMenu().focus();
    await anna.page.keyboard.press('Enter');
    const slider = card().getByRole('slider', { name: 'Volume' });
    await hasFocus(card());
    await slider.focus();
    for (let steps = 0; steps < 14; steps += 1) await anna.page.keyboard.press('ArrowLeft');
    await expect.poll(() => slider.getAttribute('aria-valuetext')).toBe('30 %');
    const [everyoneElse, quiet] = [
      { volume: 1, muted: false },
      { volume: 0.3, muted: false },
    ];
    await expect.poll(() => sounds(anna.page)).toEqual([everyoneElse, quiet]);
    await anna.page.keyboard.press('Escape');

    const before = await trackIds(anna.page);
    renewVoice(meeting());
    const renewed = async () => {
      const [ofBen, ofBot] = await trackIds(anna.page);
      return ofBen === before[0] && ofBot !== undefined && ofBot !== before[1];
    };
    await expect.poll(renewed, { timeout: 30_000 }).toBe(true);
    expect(await sounds(anna.page)).toEqual([everyoneElse, quiet]);
  });

  it('can be muted for me, and comes back as loud as before', async () => {
    const { anna, ben, mark, act } = meeting();
    await act('Mute for me');
    await expect.poll(() => sounds(anna.page)).toContainEqual({ volume: 0, muted: true });
    await anna.page.keyboard.press('Escape');
    await mark('Muted for you').waitFor();
    expect(await sounds(ben.page)).not.toContainEqual(expect.objectContaining({ muted: true }));
    await act('Unmute for me');
    await expect.poll(() => sounds(anna.page)).toContainEqual({ volume: 0.3, muted: false });
    await anna.page.keyboard.press('Escape');
    await mark('Muted for you').waitFor({ state: 'detached' });
  });

  it('is not received while I do not want to see them', async () => {
    const { anna, ben, botTile, mark, act } = meeting();
    await ben.page.getByRole('button', { name: '카메라 끄기' }).click();
    await expect.poll(() => anna.tile('Ben').locator('video').count()).toBe(0);
    await anna.expectMovingPictures(2);
    await act('Don’t show');
    await mark('Not shown').waitFor();
    await expect.poll(() => botTile().locator('video').count()).toBe(0);
    const grown = async (): Promise<number> => {
      const before = await receivedVideoBytes(anna.page);
      await anna.page.waitForTimeout(1000);
      return (await receivedVideoBytes(anna.page)) - before;
    };
    await expect.poll(grown, { timeout: 30_000 }).toBe(0);
    await act('Show again');
    await anna.expectMovingPictures(2);
    expect(await grown()).toBeGreaterThan(1000);
    await ben.page.getByRole('button', { name: '카메라 켜기' }).click();
    await anna.expectMovingPictures(3);
  });

  it('can be put into a small window, and back', async () => {
    const { anna, act } = meeting();
    const inWindow = () =>
      anna.page.evaluate(
        () => document.pictureInPictureElement?.closest('li')?.textContent.includes('박지훈') ?? false,
      );
    await act('Picture in picture');
    await expect.poll(inWindow, { timeout: 30_000 }).toBe(true);
    await act('Close picture in picture');
    await expect.poll(inWindow, { timeout: 30_000 }).toBe(false);
  });
}

import { expect, it } from 'vitest';
import { accessibilityViolations } from '../../support/accessibility.ts';
import type { PeopleMeeting } from '../../support/PeopleMeeting.ts';
import { settle } from '../../support/settle.ts';

/** The notice waits a second, so that short gaps say nothing. */
const NOTICE_MS = 1500;
/** Carries voices, and no camera's smallest layer. */
const TOO_SLOW_BPS = 60_000;

/** What is said of connections that falter, and what is kept meanwhile. */
export function weakConnections(meeting: () => PeopleMeeting): void {
  it('says why when their connection is poor, and nothing before', async () => {
    const { sfu, anna, annasServer, bot, botTile, roomId } = meeting();
    const reason = `${bot.displayName}’s connection is poor. Picture and sound may falter.`;
    const poor = botTile().getByRole('button', { name: reason });
    expect(await poor.count()).toBe(0);
    const user = sfu.registry
      .get(roomId)
      ?.peers.find(({ id }) => id === bot.userId)
      ?.toUser();
    if (user === undefined) throw new Error('the bot is gone');
    const sayPoor = () => {
      annasServer.say('user-updated', { user: { ...user, quality: 'poor' } });
      return poor.count();
    };
    // Again and again: whatever the real server says of the bot replaces it.
    await expect.poll(sayPoor).toBe(1);
    await poor.click();
    await anna.page.getByRole('dialog', { name: reason }).getByText(reason).waitFor();
    await anna.screenshot('people-poor-en');
    await anna.page.keyboard.press('Escape');
    annasServer.say('user-updated', { user: { ...user, quality: 'good' } });
    await poor.waitFor({ state: 'detached' });
  });

  it('is told calmly, and once, when their own connection is poor', async () => {
    const { sfu, anna, annasServer, roomId } = meeting();
    const reason = 'Your connection is weak. Others may see and hear you falter.';
    const user = sfu.registry.get(roomId)?.peers.at(0)?.toUser();
    if (user === undefined) throw new Error('Anna is gone');
    const notice = anna.page.getByRole('status').getByText(reason);
    const mark = anna.tile('Anna (you)').getByRole('button', { name: reason });
    const say = (quality: 'poor' | 'good') => {
      annasServer.say('user-updated', { user: { ...user, quality } });
      return mark.count();
    };
    expect(await mark.count()).toBe(0);
    await expect.poll(() => say('poor')).toBe(1);
    await notice.waitFor();
    await settle(anna.page);
    await anna.screenshot('people-own-poor-en');
    expect(await accessibilityViolations(anna.page)).toEqual([]);
    await anna.page.getByRole('status').getByRole('button', { name: 'Close' }).click();
    await notice.waitFor({ state: 'detached' });
    expect(await mark.count()).toBe(1);
    await expect.poll(() => say('good')).toBe(0);
    await expect.poll(() => say('poor')).toBe(1);
    await notice.waitFor();
    await expect.poll(() => say('good')).toBe(0);
    await notice.waitFor({ state: 'detached' });
  });

  it('keeps the last picture when the link is too slow for it, and says so', async () => {
    const { anna, botTile } = meeting();
    const notice = botTile().getByText('Your connection is too slow for this picture');
    await meeting().annasDownlink?.limit(TOO_SLOW_BPS);
    await notice.waitFor({ timeout: 30_000 });
    const picture = botTile().locator('video');
    expect(await picture.evaluate((video) => (video as HTMLVideoElement).videoWidth)).toBeGreaterThan(0);
    expect(await picture.evaluate((video) => getComputedStyle(video).opacity)).toBe('1');
    await anna.page.waitForTimeout(NOTICE_MS);
    await anna.screenshot('people-slow-link-en');
    await meeting().annasDownlink?.limit(0);
    await notice.waitFor({ state: 'detached', timeout: 30_000 });
    await anna.expectMovingPictures(3);
  });

  it('is known to be inaudible when nothing of their voice arrives, whatever is tried', async () => {
    const { anna, bot, mark } = meeting();
    const hear = meeting().annasDownlink?.silence();
    try {
      const toast = anna.page.getByText(`You may not hear ${bot.displayName}.`, { exact: false }).first();
      await toast.waitFor({ timeout: 120_000 }); // only speech counts, three times four seconds of it
      await mark('Perhaps not audible').waitFor();
      await anna.screenshot('people-inaudible-en');
    } finally {
      hear?.();
    }
  });
}

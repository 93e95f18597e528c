import { expect, it } from 'vitest';
import { Guest } from '../../support/Guest.ts';
import type { HostedMeeting } from '../../support/HostedMeeting.ts';
import { pressInMenu } from '../../support/hosting.ts';

/** Slower machines under load. */
const PATIENT = { timeout: 30_000 };
/** A connection that breaks keeps its place for ten seconds. */
const AFTER_GRACE = { timeout: 90_000 };

/** Who has to go, and when all have to. */
export function endingMeeting(meeting: () => HostedMeeting): void {
  it('removes somebody for good, when asked once', async () => {
    const { anna, annasPanel, bot } = meeting();
    const closed = () => bot.client.store.getSnapshot().closeReason;
    await annasPanel.act(bot.displayName, 'Remove');
    const question = anna.page.getByRole('dialog', { name: `Remove ${bot.displayName}?` });
    await question.waitFor();
    await anna.page.keyboard.press('Enter'); // the focus is on "cancel"
    await question.waitFor({ state: 'detached' });
    expect(closed()).toBeNull();
    await annasPanel.act(bot.displayName, 'Remove');
    await question.getByRole('button', { name: 'Remove' }).click();
    await expect.poll(closed, PATIENT).toBe('removed');
    await anna.tile(bot.displayName).waitFor({ state: 'detached' });
  });

  it('ends the meeting for everyone, when asked once', async () => {
    const { anna, ben, bensButton, toast, sfu, roomId } = meeting();
    await anna.page.getByRole('button', { name: 'Leave meeting' }).click();
    await anna.page.getByText('Ben becomes host').waitFor();
    await pressInMenu(anna, 'End for everyone');
    const question = anna.page.getByRole('dialog', { name: 'End the meeting for everyone?' });
    await question.getByText('1 person is still here besides you.').waitFor();
    await bensButton('손 들기').click();
    const said = toast(anna, 'Ben raised a hand');
    await said.waitFor();
    await question.getByRole('button', { name: 'End for everyone' }).press('Enter');
    await anna.tiles.first().waitFor({ state: 'detached' });
    expect(await said.count(), 'what was said of the call ends with it').toBe(0);
    await ben.tiles.first().waitFor({ state: 'detached' });
    await expect.poll(() => sfu.registry.get(roomId), PATIENT).toBeUndefined();
    expect([...anna.problems, ...ben.problems]).toEqual([]);
  });

  it('is succeeded after they vanish, or the meeting ends and says why', async () => {
    const { sfu, chromium, anna, ben, bensPanel } = meeting();
    const [goesOn, ends] = ['goes-on', 'ends-with-vera'];
    const hosts = await Promise.all(
      [goesOn, ends].map(async (roomId) => {
        const host = await Guest.open(await chromium.profile(), sfu.localUrl);
        await host.join(roomId, 'Vera');
        return host;
      }),
    );
    await sfu.registry.update(ends, { succession: 'end' });
    await anna.join(ends, 'Anna');
    await ben.join(goesOn, 'Ben');
    await bensPanel.open();
    await bensPanel.row('Vera').getByText('호스트', { exact: true }).waitFor(PATIENT);
    await Promise.all(hosts.map((host) => host.kill()));
    await bensPanel.row('Ben').getByText('호스트', { exact: true }).waitFor(AFTER_GRACE);
    await anna.page
      .getByRole('heading', { name: 'The meeting is over, because the host has left.' })
      .waitFor(AFTER_GRACE);
    expect([...anna.problems, ...ben.problems]).toEqual([]);
  });
}

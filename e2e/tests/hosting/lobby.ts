import { describe, expect, it } from 'vitest';
import type { HostedMeeting } from '../../support/HostedMeeting.ts';
import { notesPlayed, openRoomSettings } from '../../support/hosting.ts';

/** Slower machines under load. */
const PATIENT = { timeout: 30_000 };

/** Who waits, and what becomes of them. */
export function receivingGuests(meeting: () => HostedMeeting): void {
  describe('with a lobby', () => {
    const waiting = () => meeting().anna.page.getByRole('list', { name: 'Waiting to come in' });

    it('which the settings turn on', async () => {
      const { anna, annasPanel } = meeting();
      const settings = await openRoomSettings(anna, 'en');
      await settings.getByRole('switch', { name: 'Lobby' }).press('Space');
      await settings.getByRole('switch', { name: 'Lobby', checked: true }).waitFor();
      await anna.page.keyboard.press('Escape');
      await annasPanel.close();
    });

    it('hears a knock, sees a notice, and lets somebody in', async () => {
      const { anna, ben, knock } = meeting();
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
      const { anna, annasPanel, knock } = meeting();
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
      await waiting().waitFor({ state: 'detached' });
    });

    it('sends somebody back to it, from where they return without a reload', async () => {
      const { anna, annasPanel, ben } = meeting();
      await annasPanel.act('Ben', 'Back to the lobby');
      await anna.tile('Ben').waitFor({ state: 'detached' });
      await expect.poll(() => ben.tiles.count(), PATIENT).toBe(0);
      await waiting().getByRole('button', { name: 'Admit Ben' }).press('Enter');
      await ben.tiles.first().waitFor();
      await anna.tile('Ben').locator('video').waitFor();
    });
  });
}

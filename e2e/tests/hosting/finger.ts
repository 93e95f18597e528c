import { Bot } from '@parley/bots';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Guest } from '../../support/Guest.ts';
import type { HostedMeeting } from '../../support/HostedMeeting.ts';
import { PeoplePanel } from '../../support/hosting.ts';

/** Slower machines under load. */
const PATIENT = { timeout: 30_000 };

const BOT = '박지훈';
const CLUB = 'reading-club';

/** The same on a phone, in a meeting of its own. */
export function hostingByFinger(meeting: () => HostedMeeting): void {
  describe('with a finger', () => {
    let phone: Guest;
    let panel: PeoplePanel;
    let guest: Bot;

    beforeAll(async () => {
      const { sfu, chromium } = meeting();
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
      Bot.join({ url: meeting().sfu.localUrl, roomId: CLUB, displayName, camera: false, microphone: false });
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
}

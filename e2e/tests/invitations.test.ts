import { createHmac, randomBytes } from 'node:crypto';
import { startSfu } from '@parley/sfu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Chromium } from '../support/Chromium.ts';
import { Guest } from '../support/Guest.ts';
import { checkPage } from '../support/pageCheck.ts';

const SLOW = { timeout: 30_000 };

/** Links that carry a secret, and doors that count wrong ones. */
describe('a link with a secret', () => {
  let chromium: Chromium;
  beforeAll(async () => {
    chromium = await Chromium.launch();
  });
  afterAll(() => chromium.close());

  it('opens a deployment that lets in only whom it has invited', async () => {
    const secret = randomBytes(32);
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { room: 'board', name: '김지수', exp: Math.floor(Date.now() / 1000) + 600 };
    const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
    const token = `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
    const key = { kty: 'oct', alg: 'HS256', k: secret.toString('base64url') };
    await using sfu = await startSfu({ PARLEY_JWT_KEYS: JSON.stringify(key) });
    const guest = await Guest.open(await chromium.profile({ locale: 'ko-KR' }), sfu.localUrl);
    const heading = (name: string) => guest.page.getByRole('heading', { level: 1, name });

    await guest.visit('/r/board');
    await heading('초대받은 분만 들어갈 수 있는 회의예요.').waitFor(SLOW);
    await checkPage(guest, 'refused-uninvited');

    await guest.visit(`/r/board#token=${token.slice(0, -2)}`);
    await guest.page.getByLabel('이름', { exact: true }).fill('아무개');
    await guest.joinButton.click();
    await heading('더는 쓸 수 없는 초대예요.').waitFor(SLOW);

    await guest.visit('/');
    await guest.page.getByRole('textbox').fill(`${sfu.localUrl}/r/board#token=${token}`);
    await guest.page.keyboard.press('Enter');
    await guest.page.getByLabel('이름', { exact: true }).fill('아무개');
    expect(guest.page.url()).not.toContain('token');
    await guest.joinButton.click();
    await guest.tile('김지수').waitFor(SLOW); // the invitation's name wins
    await guest.page.reload();
    await guest.joinButton.click(SLOW); // and it outlives a reload
    await guest.tile('김지수').waitFor(SLOW);
    expect(guest.problems).toEqual([]);
    await guest.page.context().close();
  });

  it('that is not the host’s is put aside, and joining goes on without it', async () => {
    await using sfu = await startSfu();
    const guest = await Guest.open(await chromium.profile(), sfu.localUrl);
    await guest.visit('/r/weekly#host=somebody-made-this-up');
    await guest.page.getByText('You join as the host.').waitFor(SLOW);
    await guest.page.getByLabel('Your name').fill('Anna');
    await guest.joinButton.click();
    await guest.page.getByText('WRONG_HOST_KEY').waitFor(SLOW);
    await guest.joinButton.click();
    await guest.tiles.first().waitFor(SLOW);
    await guest.page.context().close();
  });

  it('is not guessed: wrong passcodes are slowed down, and said so', async () => {
    await using sfu = await startSfu();
    const made = await fetch(`${sfu.localUrl}/api/rooms`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ passcode: 'right-one' }),
    });
    const { roomId } = (await made.json()) as { roomId: string };
    const guest = await Guest.open(await chromium.profile(), sfu.localUrl);
    await guest.visit(`/r/${roomId}`);
    await guest.page.getByLabel('Your name').fill('Guessing');
    const field = guest.page.getByLabel('Passcode');
    await field.waitFor(SLOW);
    const tooMany = guest.page.getByText('TOO_MANY_TRIES');
    const isTold = async () => (await tooMany.count()) > 0;
    for (let tries = 0; tries < 10 && !(await isTold()); tries += 1) {
      await field.fill(`guess-${tries}`);
      await guest.page.keyboard.press('Enter');
      await expect
        .poll(async () => (await field.getAttribute('aria-invalid')) === 'true' || (await isTold()), SLOW)
        .toBe(true);
    }
    await tooMany.waitFor(SLOW);
    await guest.page
      .getByText(/^Too many wrong tries\. Try again in \d+ seconds;/)
      .first()
      .waitFor();
    expect(await field.isEditable()).toBe(false);
    await guest.joinButton.press('Enter');
    await checkPage(guest, 'prejoin-too-many-tries');
    expect(sfu.registry.get(roomId)?.peers.length ?? 0).toBe(0);
    // Half a minute later the field can be used again, without a reload, and the right one is right.
    await expect.poll(() => field.isEditable(), { timeout: 45_000 }).toBe(true);
    await guest.page.getByText('You can try again now.').waitFor(SLOW);
    await field.fill('right-one');
    await guest.page.keyboard.press('Enter');
    await guest.tiles.first().waitFor(SLOW);
    await guest.page.context().close();
  });
});

import { Bot } from '@parley/bots';
import type { Sfu } from '@parley/sfu';
import { startSfu } from '@parley/sfu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Chromium } from '../support/Chromium.ts';
import { Guest } from '../support/Guest.ts';
import { type PhoneName, phoneProfile } from '../support/phone.ts';
import { phoneLook } from '../support/phoneLook.ts';

const SLOW = { timeout: 30_000 };
const LONG_NAME = '남궁아름다운이름을가진사람';

const words = {
  en: {
    wantsIn: `${LONG_NAME} would like to come in.`,
    admit: 'Admit',
    seeWho: 'See who',
    people: 'People',
    actions: /^Actions for/,
    more: /^More/,
    settings: 'Meeting settings',
    close: 'Close',
    leave: 'Leave meeting',
    end: 'End for everyone',
    cancel: 'Cancel',
  },
  ko: {
    wantsIn: LONG_NAME,
    admit: '수락',
    seeWho: '누구인지 보기',
    people: '참가자',
    actions: /님 메뉴$/,
    more: /^더보기/,
    settings: '회의 설정',
    close: '닫기',
    leave: '회의 나가기',
    end: '모두 끝내기',
    cancel: '취소',
  },
} as const;

const hosts = [
  { device: 'Pixel 7', language: 'ko', own: '지수' },
  { device: 'iPhone 15', language: 'en', own: 'Petra' },
] as const satisfies readonly { device: PhoneName; language: keyof typeof words; own: string }[];

/** What a host has to press, on every size of phone. What it does is another test's matter: hosting.test.ts. */
describe.each(hosts)('a host with a $device', ({ device, language, own }) => {
  const t = words[language];
  const roomId = `phone-host-${language}`;
  let sfu: Sfu;
  let chromium: Chromium;
  let phone: Guest;
  const inside: Bot[] = [];

  beforeAll(async () => {
    [sfu, chromium] = await Promise.all([startSfu(), Chromium.launch()]);
    const { hostKey } = await sfu.registry.create(roomId, { lobby: true });
    const profile = await phoneProfile(chromium, device, {
      locale: language === 'ko' ? 'ko-KR' : 'en-US',
      colorScheme: language === 'ko' ? 'light' : 'dark',
    });
    phone = await Guest.open(profile, sfu.localUrl);
    await phone.visit(`/r/${roomId}#host=${hostKey}`);
    await phone.page.getByLabel(/Your name|이름/).fill(own);
    await phone.joinButton.tap();
    await phone.tiles.first().waitFor(SLOW);
  });

  afterAll(async () => {
    for (const bot of inside) bot.client.close();
    await chromium.close();
    await sfu.close();
  });

  const button = (name: string | RegExp) => phone.page.getByRole('button', { name, exact: true });
  const knock = async (displayName: string) => {
    inside.push(await Bot.join({ url: sfu.localUrl, roomId, displayName, camera: inside.length }));
  };
  const look = (state: string) => phoneLook(phone, `host-${state}`, { axe: true });

  it('lets somebody in from the notice', async () => {
    const guest = knock(LONG_NAME);
    await phone.page.getByText(t.wantsIn).first().waitFor(SLOW);
    await look('knock');
    await button(t.admit).tap();
    await guest;
    await phone.tile(LONG_NAME).locator('video').first().waitFor(SLOW);
  });

  it('sees who waits and who is inside, and what can be done with each of them', async () => {
    const guests = [knock('Noah'), knock('박지훈')];
    await button(t.seeWho).waitFor(SLOW);
    await look('knocks');
    await button(t.seeWho).tap();
    const list = phone.page.getByRole('list', { name: t.people, exact: true });
    await list.waitFor();
    await look('people');
    await list.getByRole('button', { name: t.actions }).last().tap();
    await phone.page.getByRole('dialog', { name: t.actions }).waitFor();
    await look('card');
    await phone.page.keyboard.press('Escape');
    await phone.page.getByRole('dialog').waitFor({ state: 'detached' });
    for (const name of ['Noah', '박지훈']) {
      await phone.page
        .getByRole('button', { name: new RegExp(`(${t.admit} ${name}|${t.admit}: ${name})`) })
        .tap();
    }
    await Promise.all(guests);
    await phone.page.getByRole('complementary').getByRole('button', { name: t.close }).tap();
  });

  it('changes the rules', async () => {
    await button(t.more).tap();
    await look('more');
    await phone.page.getByRole('dialog').getByRole('button', { name: t.settings }).tap();
    const settings = phone.page.getByRole('dialog', { name: t.settings });
    await settings.waitFor();
    await look('settings');
    await settings.getByRole('button', { name: t.close, exact: true }).tap();
    await settings.waitFor({ state: 'detached' });
  });

  it('ends the meeting for everyone, when asked once', async () => {
    await button(t.leave).tap();
    await phone.page.getByRole('menuitem', { name: t.end }).waitFor();
    await look('leave');
    await phone.page.getByRole('menuitem', { name: t.end }).tap();
    const question = phone.page.getByRole('dialog');
    await question.waitFor();
    await look('end');
    await question.getByRole('button', { name: t.end }).tap();
    await phone.page.getByRole('button', { name: /CSV/ }).first().waitFor(SLOW);
    await look('ended');
    await expect.poll(() => sfu.registry.get(roomId)).toBeUndefined();
    expect(phone.problems).toEqual([]);
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import { Bot } from '@parley/bots';
import type { Sfu } from '@parley/sfu';
import { startSfu } from '@parley/sfu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Chromium } from '../support/Chromium.ts';
import { Guest } from '../support/Guest.ts';
import { mediaSections } from '../support/mediaSections.ts';
import { watchConnections } from '../support/receivedBytes.ts';
import { chooseViewOnPhone, onStage, tileBoxes } from '../support/views.ts';

const ROOM = 'long-call';
/** A page of a phone's grid holds six tiles, one's own among them. */
const NAMES = ['Anton', 'Bora', 'Chloe', 'Dario', 'Elif', 'Femi', 'Gita', 'Hugo'];
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
/** Four people, as many as a phone decodes at once, and oneself. */
const MOVING = 5;
/** By hand; a page tells at most five times a second what it shows. */
const PAGE_TURNS = 100;
const STAGE_CHANGES = 50;
/** As fast as the engine follows. */
const VIEW_CHANGES = 850;
const REPORTED_MS = 210;
const SLOW = { timeout: 30_000, interval: 100 };

/** Somebody pages for hours while many speak: nothing of it may pile up. */
describe('after a thousand page turns and changes of the stage', () => {
  let sfu: Sfu;
  let chromium: Chromium;
  let guest: Guest;
  const bots: Bot[] = [];

  beforeAll(async () => {
    [sfu, chromium] = await Promise.all([startSfu(), Chromium.launch()]);
    for (const [index, displayName] of NAMES.entries()) {
      const camera = index % 4;
      bots.push(await Bot.join({ url: sfu.localUrl, roomId: ROOM, displayName, camera, speaking: false }));
    }
    const profile = await chromium.profile(PHONE);
    await watchConnections(profile);
    guest = await Guest.open(profile, sfu.localUrl);
    await guest.join(ROOM, 'Petra');
  });

  afterAll(async () => {
    await chromium.close();
    await Promise.all(bots.map((bot) => bot.leave()));
    await sfu.close();
  });

  const media = () => {
    const peer = sfu.registry.get(ROOM)?.peers.find(({ displayName }) => displayName === 'Petra');
    if (peer === undefined) throw new Error('Petra is gone');
    return peer.media;
  };
  /** All that could pile up, in the page and on the server. */
  const counts = async () => ({
    sections: await mediaSections(guest.page),
    videos: await guest.page.locator('video').count(),
    consumers: media().subscriptions.consumers.length,
  });
  const names = async () => (await tileBoxes(guest)).map(({ name }) => name).toSorted();
  const turn = async (key: 'PageDown' | 'PageUp') => {
    const before = await names();
    await guest.page.keyboard.press(key);
    await expect.poll(names, { timeout: 30_000, interval: 20 }).not.toEqual(before);
    await sleep(REPORTED_MS);
  };
  /** The host's, behind the limit on how often a client may ask. */
  const spotlight = (userId: string | null) => {
    const room = sfu.registry.get(ROOM);
    const host = room?.peers[0];
    if (host === undefined) throw new Error('nobody is in the room');
    room?.spotlight.set(host, userId);
  };
  const putOnStage = async (index: number) => {
    spotlight(bots[index]?.userId ?? null);
    await expect.poll(() => onStage(guest), SLOW).toBe(NAMES[index]);
  };
  /** Everything has been on screen once, in every way that follows. */
  const rounds = async (stageChanges: number, pageTurns: number) => {
    await chooseViewOnPhone(guest, 'speaker');
    for (let change = 0; change < stageChanges; change += 1) await putOnStage(1 + (change % 7));
    spotlight(null);
    await chooseViewOnPhone(guest, 'grid');
    await expect.poll(() => onStage(guest), SLOW).toBeNull();
    for (let turned = 0; turned < pageTurns; turned += 2) {
      await turn('PageDown');
      await turn('PageUp');
    }
  };

  it('the page has as many media sections, and the server as many consumers, as after the first', async () => {
    await guest.expectMovingPictures(MOVING);
    await rounds(NAMES.length - 1, 2);
    await guest.expectMovingPictures(MOVING);
    const before = await counts();
    expect(Math.max(...before.sections)).toBeGreaterThan(NAMES.length);

    await rounds(STAGE_CHANGES, PAGE_TURNS);
    for (let change = 0; change < VIEW_CHANGES; change += 1) {
      const seen = bots.filter((_, index) => (index + change) % 3 !== 0);
      const views = seen.map(({ userId }, place) => ({
        userId,
        source: 'camera' as const,
        ...(place === 0 ? { width: 1280, height: 720, onStage: true } : { width: 160, height: 90 }),
      }));
      media().setViews(views, 'phone');
      await sleep(10);
    }
    await rounds(NAMES.length - 1, 2);
    await guest.expectMovingPictures(MOVING);
    expect(await counts()).toEqual(before);
    expect(guest.problems).toEqual([]);
  }, 300_000);
});

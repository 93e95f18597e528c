import { expect, it } from 'vitest';
import { Bot, ensureMedia } from '../src/index.ts';
import { LossyRelay } from './LossyRelay.ts';
import { startServer } from './startServer.ts';

/** Qualities as one bot sees the others', by name. */
function seenBy(bot: Bot): Record<string, string> {
  return Object.fromEntries(
    bot.client.store.getSnapshot().users.map(({ displayName, quality }) => [displayName, quality]),
  );
}

/** How a bot's own connection does, as the server tells it. */
function ownQuality(bot: Bot): string {
  return bot.client.store.getSnapshot().self?.quality ?? 'good';
}

it.each([
  { camera: true, with: 'with cameras' },
  { camera: false, with: 'with voices alone' },
])(
  'shows whose connection loses packets, and no one else’s, until it is good again, $with',
  async ({ camera }) => {
    const media = await ensureMedia();
    using relay = await LossyRelay.create();
    await using server = await startServer(relay.settings);
    const join = (displayName: string) =>
      Bot.join({
        url: server.url,
        roomId: 'quality',
        displayName,
        media,
        camera,
        // Losing its keep-alives, a bot may try to restart ICE, which bots cannot; the call goes on.
        onProblem: () => undefined,
      });
    await using anna = await join('Anna');
    await using ben = await join('Ben');
    for (const bot of [anna, ben]) await bot.until(({ total }) => total.packets > 20);
    relay.lossyNewcomers = true;
    await using far = await join('Far');
    // Both directions: a DTLS handshake that loses packets takes many seconds.
    await far.until(({ remotes }) => remotes.every(({ received }) => received.packets > 20));
    await anna.until(({ remotes }) => remotes.every(({ received }) => received.packets > 20));
    expect(seenBy(anna)).toEqual({ Ben: 'good', Far: 'good' });

    relay.loss = 0.2;
    await expect
      .poll(() => seenBy(anna), { timeout: 30_000, interval: 100 })
      .toEqual({ Ben: 'good', Far: 'poor' });
    expect(seenBy(far)).toEqual({ Anna: 'good', Ben: 'good' });
    await expect.poll(() => ownQuality(far)).toBe('poor');
    expect(ownQuality(anna)).toBe('good');

    relay.loss = 0;
    await expect
      .poll(() => seenBy(anna), { timeout: 60_000, interval: 100 })
      .toEqual({ Ben: 'good', Far: 'good' });
    await expect.poll(() => ownQuality(far)).toBe('good');
  },
  150_000,
);

it('does not call a connection poor because its person is silent, muted or without a camera', async () => {
  const media = await ensureMedia();
  await using server = await startServer();
  const join = (displayName: string, speaking: boolean) =>
    Bot.join({ url: server.url, roomId: 'quiet', displayName, media, speaking });
  await using anna = await join('Anna', true);
  await using ben = await join('Ben', false);
  await using chris = await join('Chris', true);
  await chris.mute();
  await chris.showCamera(false);
  await ben.client.request('set-views', { views: [] });
  const seen = new Set<string>();
  const unsubscribe = anna.client.store.subscribe(() => {
    for (const quality of Object.values(seenBy(anna))) seen.add(quality);
  });
  // While nothing is amiss there is a sample every six seconds; two more seconds of doubt, and it would be called poor.
  await new Promise((resolve) => setTimeout(resolve, 16_000));
  unsubscribe();
  for (const quality of Object.values(seenBy(anna))) seen.add(quality);
  expect([...seen]).toEqual(['good']);
}, 60_000);

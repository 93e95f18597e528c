import { expect, it } from 'vitest';
import { Bot, ensureMedia } from '../src/index.ts';
import { LossyRelay } from './LossyRelay.ts';
import { startServer } from './startServer.ts';

const PUBLISHERS = ['Anna', 'Ben', 'Carl'];
/** Less than the smallest layers of three cameras take together. */
const NARROW_BPS = 60_000;
const SLOW = { timeout: 45_000, interval: 50 };

/** What a viewer knows of each picture. */
function pictures(viewer: Bot) {
  return viewer.client.store.getSnapshot().users.map(({ receiving }) => receiving.camera);
}

it('says that a picture does not come because the link is too narrow, until it comes again', async () => {
  const media = await ensureMedia();
  using relay = await LossyRelay.create();
  await using server = await startServer(relay.settings);
  await using stack = new AsyncDisposableStack();
  const join = async (displayName: string, camera: boolean) =>
    stack.use(
      await Bot.join({
        url: server.url,
        roomId: 'narrow',
        displayName,
        media,
        camera,
        microphone: false,
        // Waiting behind pictures, keep-alives may be late, and bots cannot restart ICE; the call goes on.
        onProblem: () => undefined,
      }),
    );
  const publishers: Bot[] = [];
  for (const name of PUBLISHERS) publishers.push(await join(name, true));
  relay.lossyNewcomers = true;
  const viewer = await join('Viewer', false);
  viewer.client.setViews(
    publishers.map(({ userId }) => ({ userId, source: 'camera', width: 320, height: 180 })),
  );
  const comes = () => pictures(viewer).filter((picture) => picture?.layers?.spatialLayer === 0).length;
  await expect.poll(comes, SLOW).toBe(PUBLISHERS.length);
  await viewer.until(({ remotes }) => remotes.every(({ received }) => (received.video?.frames ?? 0) > 20));

  relay.downBps = NARROW_BPS;
  await expect.poll(() => pictures(viewer), SLOW).toContainEqual({ layers: null, reason: 'bandwidth' });
  expect(pictures(viewer)).not.toContainEqual({ layers: null, reason: 'sender' });

  relay.downBps = Infinity;
  await expect.poll(comes, SLOW).toBe(PUBLISHERS.length);
}, 120_000);

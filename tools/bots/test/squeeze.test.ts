import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Bot, ensureMedia } from '../src/index.ts';
import { NarrowLink } from '../testing/NarrowLink.ts';
import { NarrowViewer } from './NarrowViewer.ts';
import { startServer } from './startServer.ts';

const ROOM_ID = 'squeeze';
const SQUEEZED_KBPS = 200;
/** Long enough that the engine itself has to call it a lasting downgrade. */
const WATCHED_MS = 10_000;
/** How much exactly is the benchmark's question: a busy machine is late. */
const MIN_HEARD_SHARE = 0.8;
const SMALL = ['Ben', 'Chris'];

/** Waits for something that the viewer sees. */
function eventually(condition: () => boolean, timeoutMs = 40_000): Promise<void> {
  return expect.poll(condition, { timeout: timeoutMs, interval: 50 }).toBe(true);
}

it('a narrow link keeps the stage and the voice, costs the small pictures, and all is back when it is wide again', async () => {
  const media = await ensureMedia();
  using link = new NarrowLink();
  await using server = await startServer({
    PARLEY_HOST: link.hostAddress,
    PARLEY_MEDIA_ADDRESSES: link.hostAddress,
  });
  const join = (displayName: string, speaking = false) =>
    Bot.join({ url: server.url, roomId: ROOM_ID, displayName, media, speaking, insecure: true });
  await using anna = await join('Anna', true);
  await using ben = await join('Ben');
  await using chris = await join('Chris');
  await using viewer = new NarrowViewer(link, server.url, ROOM_ID, anna.displayName);
  const stage = () => viewer.seen('Anna');
  const frames = (names: string[]) => names.map((name) => viewer.seen(name).frames);

  // The estimate of a fresh link has to grow to all of it first.
  await eventually(() => stage().height === 720 && stage().frames > 100 && stage().voicePackets > 100);
  await eventually(() => frames(SMALL).every((count) => count > 30));

  const whole = stage();
  link.squeeze(SQUEEZED_KBPS);
  await eventually(() => stage().height < 720);
  await eventually(() => SMALL.some((name) => viewer.seen(name).reason === 'bandwidth'));

  const before = { stage: stage(), small: frames(SMALL) };
  await sleep(WATCHED_MS);
  const pictures = stage().frames - before.stage.frames;
  const small = frames(SMALL).map((count, index) => count - (before.small[index] ?? 0));
  expect(pictures).toBeGreaterThan(15);
  expect(Math.max(...small)).toBeLessThan(pictures);
  // Also in the first moment, in which nobody can know yet that the link has become narrow.
  const heard = stage().heardPackets - whole.heardPackets;
  const missed = stage().missedPackets - whole.missedPackets;
  expect(heard).toBeGreaterThan(200);
  expect(heard / (heard + missed)).toBeGreaterThan(MIN_HEARD_SHARE);
  expect(stage().height).toBeLessThan(720);

  link.release();
  await eventually(() => stage().height === 720);
  await eventually(() =>
    [anna, ben, chris].every(({ displayName }) => viewer.seen(displayName).reason === null),
  );
  const after = { stage: stage(), small: frames(SMALL) };
  await eventually(() => stage().frames > after.stage.frames + 60);
  await eventually(() => frames(SMALL).every((count, index) => count > (after.small[index] ?? 0) + 20));
  expect(stage().height).toBe(720);
}, 240_000);

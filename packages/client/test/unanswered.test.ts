import type { Sfu } from '../../../apps/sfu/src/Sfu.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startSfu } from '../../../apps/sfu/testing/startSfu.ts';
import { Bot, ensureMedia, VideoClipTrack } from '../../../tools/bots/src/index.ts';
import type { SignalError } from '../src/errors.ts';
import { FlakyProxy } from './FlakyProxy.ts';

const SLOW = { timeout: 20_000 };
const quiet = { camera: false, microphone: false } as const;
const status = (bot: Bot) => bot.client.store.getSnapshot().status;
const local = (bot: Bot) => bot.client.store.getSnapshot().local;

/** Ben behind a network with faults, and Anna, who watches him. */
async function meeting() {
  await using stack = new AsyncDisposableStack();
  const sfu = stack.use(await startSfu());
  const proxy = stack.use(await FlakyProxy.inFrontOf(sfu.localUrl));
  const problems: unknown[] = [];
  const onProblem = (problem: unknown) => problems.push(problem);
  const anna = stack.use(
    await Bot.join({ ...quiet, url: sfu.localUrl, roomId: 'unanswered', displayName: 'Anna' }),
  );
  const ben = stack.use(
    await Bot.join({ camera: false, url: proxy.url, roomId: 'unanswered', displayName: 'Ben', onProblem }),
  );
  // What sends is connected: bots wait for the server before they send the first time.
  await expect.poll(() => local(ben).microphone?.state, SLOW).toBe('live');
  const resources = stack.move();
  return {
    sfu,
    proxy,
    anna,
    ben,
    problems,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

/** What Ben sends beside his voice, as the server knows it. */
function producersOf({ sfu, ben }: { sfu: Sfu; ben: Bot }) {
  const peer = sfu.registry.get('unanswered')?.peers.find(({ id }) => id === ben.userId);
  const pictures = peer?.media.publications.filter(({ source }) => source !== 'microphone') ?? [];
  return pictures.map(({ source, producerId, producer }) => ({
    source,
    producerId,
    paused: producer.paused,
  }));
}

it('asks for nothing that belongs to the room before the session is resumed', async () => {
  await using all = await meeting();
  const { proxy, anna, ben, problems } = all;
  const { userId } = ben;
  proxy.breakDown();
  await expect.poll(() => status(ben), SLOW).toBe('reconnecting');
  proxy.delayAnswers(200);
  proxy.heal();
  const codes = new Set<string>();
  while (status(ben) === 'reconnecting') {
    await ben.client.raiseHand(true).catch((error: unknown) => codes.add((error as SignalError).code));
    await sleep(5);
  }
  expect([...codes]).toEqual(['DISCONNECTED']);
  expect(status(ben)).toBe('joined');
  await ben.client.raiseHand(true);
  await expect
    .poll(() => anna.client.store.getSnapshot().users[0]?.handRaisedAt, SLOW)
    .toEqual(expect.any(Number));
  expect(ben.userId).toBe(userId);
  expect(problems).toEqual([]);
});

it('takes over what was made by a request whose answer was lost', async () => {
  await using all = await meeting();
  const { proxy, anna, ben, problems } = all;
  const { userId } = ben;
  const track = new VideoClipTrack((await ensureMedia()).camera(0));
  proxy.loseAnswers();
  const shown = ben.client.setSource('camera', { track, paused: false });
  await expect.poll(() => producersOf(all), SLOW).toHaveLength(1);
  const [made] = producersOf(all);
  proxy.breakDown();
  await shown;
  proxy.heal();
  await expect.poll(() => local(ben).camera?.state, SLOW).toBe('live');
  expect(producersOf(all)).toEqual([made]);
  await anna.until(({ remotes }) =>
    remotes.some(({ source, received }) => source === 'camera' && received.packets > 20),
  );
  expect(ben.userId).toBe(userId);
  expect(status(ben)).toBe('joined');
  expect(problems).toEqual([]);
});

it('ends, or mutes, what was made by a request whose answer was lost, when it is not wanted any more', async () => {
  await using all = await meeting();
  const { proxy, anna, ben, problems } = all;
  const media = await ensureMedia();
  proxy.loseAnswers();
  const shared = ben.client.setSource('screen', {
    track: new VideoClipTrack(media.camera(1)),
    paused: false,
  });
  const shown = ben.client.setSource('camera', {
    track: new VideoClipTrack(media.camera(0)),
    paused: false,
  });
  await expect.poll(() => producersOf(all), SLOW).toHaveLength(2);
  proxy.breakDown();
  await Promise.all([shared, shown]);
  await ben.client.setSource('screen', null);
  await ben.client.setSource('camera', null);
  proxy.heal();
  await expect
    .poll(() => anna.client.store.getSnapshot().users[0]?.sources, SLOW)
    .toEqual({ microphone: { paused: false }, camera: { paused: true } });
  await expect.poll(() => producersOf(all), SLOW).toMatchObject([{ source: 'camera', paused: true }]);
  expect(problems).toEqual([]);
});

import type { View } from '@parley/protocol';
import type { types } from 'mediasoup-client';
import { expect, it } from 'vitest';
import { startSfu } from '../../../apps/sfu/testing/startSfu.ts';
import { Bot, createNativeHandlerFactory } from '../../../tools/bots/src/index.ts';
import { RoomClient } from '../src/index.ts';

const TURNS = 1000;
const PAGE = 4;
/** With the viewer a room that forwards only the loudest voices. */
const PEOPLE = 12;
/** The server takes 20 requests a second of a client; the other turns are handed to it behind its signaling. */
const SENT_EVERY = 10;
const SPEECH_TURNS = 40;
const SLOW = { timeout: 30_000 };

/** Somebody who watches, and of whose receiving transport every section is known: its mid, and whether it is in use. */
class Watcher implements AsyncDisposable {
  readonly client: RoomClient;
  /** The mid of every receiver that was ever made, in order. */
  readonly mids: string[] = [];
  readonly closedMids: string[] = [];

  constructor(url: string) {
    const native = createNativeHandlerFactory();
    const factory: types.HandlerFactory['factory'] = (options) => {
      const handler = native.factory(options);
      this.#watch(handler);
      return handler;
    };
    this.client = new RoomClient({ url, handlerFactory: { ...native, factory } });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.leave();
  }

  #watch(handler: ReturnType<types.HandlerFactory['factory']>): void {
    const receive = handler.receive.bind(handler);
    const stopReceiving = handler.stopReceiving.bind(handler);
    handler.receive = async (list) => {
      const results = await receive(list);
      this.mids.push(...results.map(({ localId }) => localId));
      return results;
    };
    handler.stopReceiving = async (localIds) => {
      this.closedMids.push(...localIds);
      await stopReceiving(localIds);
    };
  }
}

/** A page of tiles, the next page, and somebody on stage. */
function turn(bots: readonly Bot[], index: number): View[] {
  const view = (position: number, height: number, more: Partial<View> = {}): View => {
    const { userId } = bots[position % bots.length] as Bot;
    return { userId, source: 'camera', width: Math.round((height * 16) / 9), height, ...more };
  };
  const start = index * PAGE;
  return [
    view(start + PAGE * 2, 720, { onStage: true }),
    ...Array.from({ length: PAGE }, (_, offset) => view(start + offset, 180)),
    ...Array.from({ length: PAGE }, (_, offset) => view(start + PAGE + offset, 180, { upcoming: true })),
  ];
}

it('1,000 page turns and speaker switches leave every section of the receiving transport as it was', async () => {
  await using sfu = await startSfu();
  await using stack = new AsyncDisposableStack();
  const bots: Bot[] = [];
  for (let index = 0; index < PEOPLE; index += 1) {
    const bot = stack.use(
      await Bot.join({
        url: sfu.localUrl,
        roomId: 'sections',
        displayName: `Bot ${index}`,
        speaking: false,
      }),
    );
    // They watch nobody, or they would be most of the load.
    bot.client.setViews([]);
    bots.push(bot);
  }
  await using watcher = new Watcher(sfu.localUrl);
  const { store } = watcher.client;
  await watcher.client.join({ roomId: 'sections', displayName: 'Watcher' });
  const tracks = () => store.getSnapshot().users.flatMap((user) => Object.values(user.tracks));
  await expect.poll(() => tracks().length, SLOW).toBe(PEOPLE * 2);
  const before = { mids: [...watcher.mids], tracks: tracks() };

  const speakers = new Set<string>();
  const unsubscribe = store.subscribe(() => {
    const { activeSpeakerId } = store.getSnapshot();
    if (activeSpeakerId !== null) speakers.add(activeSpeakerId);
  });
  const media = sfu.registry
    .get('sections')
    ?.peers.find(({ id }) => id === store.getSnapshot().userId)?.media;
  for (let index = 0; index < TURNS; index += 1) {
    if (index % SPEECH_TURNS === 0)
      bots.forEach((bot, each) => bot.say(each === (index / SPEECH_TURNS) % PEOPLE));
    const views = turn(bots, index);
    if (index % SENT_EVERY === SENT_EVERY - 1) await watcher.client.request('set-views', { views });
    else media?.setViews(views, 'desktop');
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  unsubscribe();
  // Really driven: people had the floor, and at the end the right picture comes.
  expect(speakers.size).toBeGreaterThan(3);
  const last = bots[((TURNS - 1) * PAGE + PAGE * 2) % PEOPLE] as Bot;
  const onStage = () => store.getSnapshot().users.find(({ id }) => id === last.userId)?.receiving.camera;
  await expect.poll(() => onStage()?.layers?.spatialLayer, SLOW).toBe(2);

  expect(watcher.mids).toEqual(before.mids);
  expect(watcher.closedMids).toEqual([]);
  expect(tracks()).toEqual(before.tracks);
}, 120_000);

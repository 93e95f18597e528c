import { observer, type types } from 'mediasoup';
import { expect, it } from 'vitest';
import { startSfu } from '../../../apps/sfu/testing/startSfu.ts';
import { Bot } from '../../../tools/bots/src/index.ts';

type Consumer = Pick<types.Consumer, 'id' | 'kind' | 'pause' | 'resume'>;

/** Pauses consumers behind the server's back: the way to make it fail as real servers sometimes do. */
class Saboteur implements Disposable {
  readonly #voices = new Set<Consumer>();
  readonly #silenced = new Set<Consumer>();
  /** Whether voices that come from now on are silent, too. */
  #silencesNew = false;

  constructor() {
    observer.on('newworker', this.#onWorker);
  }

  get ids(): string[] {
    return [...this.#voices].map(({ id }) => id);
  }

  async silence({ newOnesToo }: { newOnesToo: boolean }): Promise<void> {
    this.#silencesNew = newOnesToo;
    await Promise.all([...this.#voices].map((voice) => this.#silence(voice)));
  }

  async restore(): Promise<void> {
    this.#silencesNew = false;
    const silenced = [...this.#silenced];
    this.#silenced.clear();
    await Promise.all(silenced.map((voice) => voice.resume()));
  }

  [Symbol.dispose](): void {
    observer.off('newworker', this.#onWorker);
  }

  async #silence(voice: Consumer): Promise<void> {
    this.#silenced.add(voice);
    await voice.pause();
  }

  readonly #onWorker = (worker: types.Worker): void => {
    worker.observer.on('newrouter', (router) => {
      router.observer.on('newtransport', (transport) => {
        transport.observer.on('newconsumer', this.#onConsumer);
      });
    });
  };

  readonly #onConsumer = (consumer: types.Consumer): void => {
    // Pipes and the server's own ears are no consumers of people.
    if (consumer.kind !== 'audio' || consumer.type !== 'simple') return;
    this.#voices.add(consumer);
    if (this.#silencesNew) this.#silenced.add(consumer);
    consumer.observer.on('close', () => {
      this.#voices.delete(consumer);
      this.#silenced.delete(consumer);
    });
    consumer.observer.on('resume', () => {
      if (this.#silenced.has(consumer)) void consumer.pause(); // the server must not undo it
    });
  };
}

const inaudible = (bot: Bot) => bot.client.store.getSnapshot().inaudibleIds;
const packets = (bot: Bot) =>
  bot.stats().remotes.find(({ source }) => source === 'microphone')?.received.packets ?? 0;

it('renews a voice that does not arrive, tells when that does not help, and when it does after all', async () => {
  using saboteur = new Saboteur();
  await using sfu = await startSfu();
  const join = (displayName: string, speaking: boolean) =>
    Bot.join({ url: sfu.localUrl, roomId: 'deaf', displayName, camera: false, speaking });
  await using anna = await join('Anna', true);
  await using ben = await join('Ben', false);
  await expect.poll(() => packets(ben), { timeout: 20_000 }).toBeGreaterThan(50);
  const before = saboteur.ids;

  await saboteur.silence({ newOnesToo: true });
  // Twice renewed, and given up: three times 4 s and a little.
  await expect.poll(() => inaudible(ben), { timeout: 60_000 }).toEqual([anna.userId]);
  expect(inaudible(anna)).toEqual([]); // Ben says nothing, which is no reason to worry
  expect(saboteur.ids.filter((id) => !before.includes(id))).toHaveLength(1);

  await saboteur.restore();
  await expect.poll(() => inaudible(ben), { timeout: 20_000 }).toEqual([]);
}, 120_000);

it('hears again when a new consumer is all it takes', async () => {
  using saboteur = new Saboteur();
  await using sfu = await startSfu();
  const join = (displayName: string, speaking: boolean) =>
    Bot.join({ url: sfu.localUrl, roomId: 'glitch', displayName, camera: false, speaking });
  await using anna = await join('Anna', true);
  await using ben = await join('Ben', false);
  await expect.poll(() => packets(ben), { timeout: 20_000 }).toBeGreaterThan(50);
  const told: (readonly string[])[] = [];
  ben.client.store.subscribe(() => {
    if (inaudible(ben) !== told.at(-1)) told.push(inaudible(ben));
  });
  const silenced = ben.client.store.getSnapshot().users[0]?.tracks.microphone;
  await saboteur.silence({ newOnesToo: false });
  await expect
    .poll(
      () => ben.client.store.getSnapshot().users[0]?.tracks.microphone !== silenced && packets(ben) > 50,
      {
        timeout: 20_000,
      },
    )
    .toBe(true);
  expect(told.flat()).toEqual([]);
  expect(ben.client.store.getSnapshot().users[0]?.id).toBe(anna.userId);
}, 60_000);

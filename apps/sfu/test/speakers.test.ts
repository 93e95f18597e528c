import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { types } from 'mediasoup';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { mediaCodecs } from '../src/media/codecs.ts';
import { Voices } from '../src/media/voices/Voices.ts';
import type { Sfu } from '../src/Sfu.ts';
import { startSfu } from '../testing/startSfu.ts';
import { level, speech, TestMicrophone } from './TestMicrophone.ts';

/** A room's microphones on a real router: who is found to speak, whose voices are chosen, and when. */
class Room implements AsyncDisposable {
  readonly router: types.Router;
  readonly speakers: { ownerId: string | null; atMs: number }[] = [];
  readonly chosen: (string[] | null)[] = [];
  readonly levels: { ownerId: string; dbov: number }[][] = [];
  /** What is logged, a line each. */
  readonly log: string[] = [];
  /** What taps the microphones, in the order in which they came. */
  readonly tapped: types.Consumer[] = [];
  voices!: Voices;
  readonly #sfu: Sfu;
  readonly #microphones: TestMicrophone[] = [];

  static async create({ fromPeople = 1, loudest = 3 } = {}): Promise<Room> {
    const sfu = await startSfu({ PARLEY_WORKERS: '2' });
    const router = await routerOn(sfu, 0);
    const room = new Room(sfu, router);
    room.voices = await Voices.create(
      router,
      { fromPeople, loudest },
      {
        onLevels: (levels) => room.levels.push(levels),
        onActiveSpeaker: (ownerId) => room.speakers.push({ ownerId, atMs: performance.now() }),
        onVoices: (ownerIds) => room.chosen.push(ownerIds),
      },
      pino({ level: 'warn' }, { write: (line) => room.log.push(line) }),
    );
    return room;
  }

  private constructor(sfu: Sfu, router: types.Router) {
    this.#sfu = sfu;
    this.router = router;
    router.observer.on('newtransport', (transport) => {
      transport.observer.on('newconsumer', (consumer) => this.tapped.push(consumer));
    });
  }

  get speakerIds(): (string | null)[] {
    return this.speakers.map(({ ownerId }) => ownerId);
  }

  async microphone(ownerId: string): Promise<TestMicrophone> {
    const microphone = await TestMicrophone.create(await this.router.createDirectTransport());
    this.#microphones.push(microphone);
    await this.voices.add(microphone.producer, ownerId);
    return microphone;
  }

  /** A microphone whose producer is on a router of the other worker, piped here. */
  async farMicrophone(ownerId: string): Promise<TestMicrophone> {
    const far = await routerOn(this.#sfu, 1);
    const microphone = await TestMicrophone.create(await far.createDirectTransport());
    this.#microphones.push(microphone);
    const { pipeProducer } = await far.pipeToRouter({
      producerId: microphone.producer.id,
      router: this.router,
    });
    if (pipeProducer === undefined) throw new Error('not piped');
    await this.voices.add(pipeProducer, ownerId);
    return microphone;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const microphone of this.#microphones) microphone[Symbol.dispose]();
    this.voices.close();
    await this.#sfu.close();
  }
}

function routerOn(sfu: Sfu, index: number): Promise<types.Router> {
  const worker = sfu.pool.workers[index];
  if (worker === undefined) throw new Error(`no worker ${index}`);
  return worker.createRouter({ mediaCodecs });
}

it('finds whoever speaks within half a second, then whoever answers, then silence', async () => {
  await using room = await Room.create();
  const [anna, ben] = [await room.microphone('anna'), await room.microphone('ben')];
  const startedAtMs = performance.now();
  await anna.play(speech(1500));
  const answeredAtMs = performance.now();
  await ben.play(speech(1500));
  await expect.poll(() => room.speakerIds, { timeout: 20_000 }).toEqual(['anna', 'ben', null]);
  const [first, second] = room.speakers.map(({ atMs }) => atMs);
  expect((first ?? 0) - startedAtMs).toBeLessThan(500);
  expect((second ?? 0) - answeredAtMs).toBeLessThan(500);
  expect(room.voices.activeSpeakerId).toBeNull();
});

it('takes neither coughs nor typing for speech, in silence or while somebody speaks', async () => {
  await using room = await Room.create();
  const [anna, ben] = [await room.microphone('anna'), await room.microphone('ben')];
  const cough = [...level(-15, 160), ...level(-80, 200)];
  const keys = Array.from({ length: 10 }, () => [...level(-30, 60), ...level(-80, 80)]).flat();
  for (const noise of [cough, cough, keys, cough]) await ben.play([...noise, ...level(null, 500)]);
  expect(room.speakerIds).toEqual([]);
  const talking = anna.play(speech(5000));
  for (const noise of [cough, keys, cough]) await ben.play([...level(null, 500), ...noise]);
  await talking;
  expect(room.speakerIds).toEqual(['anna']);
});

it('stops listening to somebody in full flow, and hears at once who answers and who begins again', async () => {
  await using room = await Room.create({ loudest: 1 });
  room.voices.setPeople(2);
  const [anna, ben] = [await room.microphone('anna'), await room.microphone('ben')];
  const rests = () => room.tapped.map(({ paused }) => paused);
  const talking = anna.play(speech(4000));
  await expect.poll(rests, { timeout: 20_000, interval: 10 }).toEqual([true, false]);
  // Not listened to, she speaks all the same, and keeps her place.
  await talking;
  expect(room.speakerIds).toEqual(['anna']);
  expect(room.voices.voiceIds).toEqual(['anna']);
  const answeredAtMs = performance.now();
  await ben.play(speech(1500));
  await expect.poll(() => room.speakerIds, { timeout: 20_000 }).toEqual(['anna', 'ben', null]);
  expect((room.speakers[1]?.atMs ?? 0) - answeredAtMs).toBeLessThan(800);
  await expect.poll(rests, { timeout: 20_000 }).toEqual([false, false]);
  await expect.poll(() => room.voices.voiceIds, { timeout: 20_000 }).toEqual([]);
  // Too short for averages to be made of it.
  await anna.play(level(-25, 60));
  await expect.poll(() => room.voices.voiceIds, { timeout: 1900 }).toEqual(['anna']);
});

it('finds who speaks by the averages where its socket fails, and says so once', async () => {
  const sockets: Socket[] = [];
  const onSocket = (message: unknown) => sockets.push((message as { socket: Socket }).socket);
  subscribe('udp.socket', onSocket);
  await using room = await Room.create();
  unsubscribe('udp.socket', onSocket);
  const [tap] = sockets;
  if (sockets.length !== 1 || tap === undefined) throw new Error('expected the one socket of the tap');
  room.voices.setPeople(2);
  const [anna, ben] = [await room.microphone('anna'), await room.microphone('ben')];
  await deafen(tap);
  await expect.poll(() => room.log.length, { timeout: 20_000 }).toBe(1);
  expect(room.log[0]).toContain('ECONNREFUSED');

  void anna.play(speech(20_000));
  await expect.poll(() => room.speakerIds, { timeout: 20_000 }).toEqual(['anna']);
  expect(room.voices.voiceIds).toEqual(['anna']);
  await anna.play(level(null, 40));
  await expect.poll(() => room.speakerIds, { timeout: 20_000 }).toEqual(['anna', null]);
  await expect.poll(() => room.voices.voiceIds, { timeout: 20_000 }).toEqual([]);

  // Closed, too, in the middle of it.
  void ben.play(speech(20_000));
  tap.close();
  await expect.poll(() => room.speakerIds, { timeout: 20_000 }).toEqual(['anna', null, 'ben']);
  expect(room.log).toHaveLength(1);
});

it('tells the levels of who is audible, and once that nobody is', async () => {
  await using room = await Room.create();
  const [anna, ben] = [await room.microphone('anna'), await room.microphone('ben')];
  const talking = Promise.all([anna.play(level(-30, 1500)), ben.play(level(-20, 1500))]);
  await expect
    .poll(() => room.levels.at(-1))
    .toEqual([
      { ownerId: 'ben', dbov: -20 },
      { ownerId: 'anna', dbov: -30 },
    ]);
  expect(room.voices.audibleIds).toEqual(['ben', 'anna']);
  await talking;
  await expect.poll(() => room.levels.at(-1)).toEqual([]);
  await expect.poll(() => room.voices.audibleIds).toEqual([]);
});

it('drops whoever mutes or goes, at once', async () => {
  await using room = await Room.create();
  room.voices.setPeople(2);
  const [anna, ben] = [await room.microphone('anna'), await room.microphone('ben')];
  void anna.play(speech(20_000));
  await expect.poll(() => room.voices.voiceIds).toEqual(['anna']);
  await expect.poll(() => room.voices.activeSpeakerId).toBe('anna');
  await anna.producer.pause();
  expect(room.voices.voiceIds).toEqual([]);
  await expect.poll(() => room.voices.activeSpeakerId).toBeNull();
  await anna.producer.resume();
  await expect.poll(() => room.voices.voiceIds).toEqual(['anna']);
  void ben.play(speech(20_000));
  await expect.poll(() => room.voices.voiceIds).toEqual(['anna', 'ben']);
  anna.producer.close();
  expect(room.voices.voiceIds).toEqual(['ben']);
  await expect.poll(() => room.voices.activeSpeakerId).toBe('ben');
});

it('hears people of another worker through a pipe as well', async () => {
  await using room = await Room.create();
  room.voices.setPeople(2);
  await room.microphone('near');
  const far = await room.farMicrophone('far');
  void far.play(speech(20_000));
  await expect.poll(() => room.speakerIds).toEqual(['far']);
  expect(room.voices.voiceIds).toEqual(['far']);
  await expect.poll(() => room.levels.at(-1)).toMatchObject([{ ownerId: 'far' }]);
  await far.producer.pause();
  await expect.poll(() => room.voices.voiceIds).toEqual([]);
});

it('limits voices from so many people on, and again only when clearly fewer are left', async () => {
  await using room = await Room.create({ fromPeople: 12, loudest: 1 });
  const [anna, ben] = [await room.microphone('anna'), await room.microphone('ben')];
  void anna.play(speech(20_000));
  await expect.poll(() => room.speakerIds).toEqual(['anna']);
  room.voices.setPeople(11);
  expect(room.voices.voiceIds).toBeNull();
  room.voices.setPeople(12);
  expect(room.voices.voiceIds).toEqual(['anna']);
  await ben.play(speech(1000, -40));
  expect(room.voices.voiceIds).toEqual(['anna']);
  room.voices.setPeople(11);
  expect(room.voices.voiceIds).toEqual(['anna']);
  room.voices.setPeople(10);
  expect(room.voices.voiceIds).toBeNull();
  expect(room.chosen).toEqual([['anna'], null]);
});

it('keeps nothing after it is closed, in the router or here', async () => {
  const sockets = () => process.getActiveResourcesInfo().filter((type) => type === 'UDPWrap').length;
  await expect.poll(sockets).toBe(0); // those of former tests are closing
  await using room = await Room.create();
  expect(sockets()).toBe(1);
  const before = await room.router.dump();
  const anna = await room.microphone('anna');
  void anna.play(speech(20_000));
  await expect.poll(() => room.speakerIds).toEqual(['anna']);
  room.voices.close();
  anna.producer.close();
  const after = await room.router.dump();
  const consumers = ({ mapProducerIdConsumerIds }: types.RouterDump) =>
    mapProducerIdConsumerIds.flatMap(({ values }) => values);
  expect(consumers(after)).toEqual([]);
  // The tap's transport is gone; that of the test's microphone is still there.
  expect(after.transportIds).toHaveLength(before.transportIds.length);
  expect(after.rtpObserverIds).toEqual([]);
  await expect.poll(sockets).toBe(0);
});

/** Has a socket speak with a port that nobody has: what the system says to that is an error, and nobody else is heard. */
async function deafen(socket: Socket): Promise<void> {
  const gone = createSocket('udp4').bind(0, '127.0.0.1');
  await once(gone, 'listening');
  const { port } = gone.address();
  gone.close();
  socket.disconnect();
  const connected = once(socket, 'connect');
  socket.connect(port, '127.0.0.1');
  await connected;
  socket.send('?');
}

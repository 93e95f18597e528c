import { expect, it } from 'vitest';
import { Bot, ensureMedia } from '../src/index.ts';
import { LossyRelay } from './LossyRelay.ts';
import { received } from './received.ts';
import { startServer } from './startServer.ts';

const LOSS = 0.1;
/** Ten seconds of speech, its pauses included. */
const PACKETS = 400;

/** What a listener has heard and missed of a voice so far, in packets. */
function heardBy(listener: Bot, speaker: Bot): { heard: number; missed: number } {
  const voice = received(listener.stats(), speaker, 'microphone');
  const { heardPackets = 0, latePackets = 0 } = voice?.audio ?? {};
  return { heard: heardPackets, missed: (voice?.lost ?? 0) + latePackets };
}

it('hears voices through loss in both directions, because what is lost is sent again in time', async () => {
  const media = await ensureMedia();
  using relay = await LossyRelay.create();
  await using server = await startServer(relay.settings);
  const join = (displayName: string) =>
    Bot.join({
      url: server.url,
      roomId: 'lossy-voice',
      displayName,
      media,
      camera: false,
      speaking: true,
      // Losing its keep-alives, a bot may try to restart ICE, which bots cannot; the call goes on.
      onProblem: () => undefined,
    });
  await using near = await join('Near');
  relay.lossyNewcomers = true;
  await using far = await join('Far');
  const ways = [
    { listener: near, speaker: far },
    { listener: far, speaker: near },
  ];
  for (const { listener, speaker } of ways) await listener.until(() => heardBy(listener, speaker).heard > 30);

  relay.loss = LOSS;
  const before = ways.map(({ listener, speaker }) => heardBy(listener, speaker));
  for (const [index, { listener, speaker }] of ways.entries()) {
    const start = before[index]?.heard ?? 0;
    await listener.until(() => heardBy(listener, speaker).heard > start + PACKETS, 40_000);
  }
  relay.loss = 0;
  for (const [index, { listener, speaker }] of ways.entries()) {
    const { heard, missed } = heardBy(listener, speaker);
    const lost = missed - (before[index]?.missed ?? 0);
    // Without repair it would be a tenth; what is asked for again gets lost as often.
    expect(lost).toBeLessThan((heard - (before[index]?.heard ?? 0)) * LOSS * 0.5);
  }
}, 120_000);

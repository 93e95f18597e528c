import { setTimeout as sleep } from 'node:timers/promises';
import { ensureMedia } from '@parley/bots';
import { serve } from '../process/serve.ts';
import { Crowd } from './Crowd.ts';
import type { Received } from './Received.ts';

export interface SpeechesRequest {
  /** Who says something, one after the other. */
  readonly indices: readonly number[];
  readonly speakMs: number;
  readonly pauseMs: number;
}

/** How one listener heard the beginning of one speech. */
export interface FirstSyllable {
  /** What of it never came; the whole speech when nothing did. */
  readonly lostMs: number;
  /** From sending its first packet until the first packet came; null when none did. */
  readonly delayMs: number | null;
}

const crowd = new Crowd();

const api = {
  /** Bots without cameras, of whom `talkers`, the first ones, speak all the time. */
  async start(request: { url: string; roomId: string; people: number; talkers: number }): Promise<void> {
    const { people, talkers, ...place } = request;
    await crowd.growTo(people, { ...place, media: await ensureMedia() }, (index) => ({
      camera: false,
      microphone: index,
      speaking: index < talkers,
    }));
  },

  async speak({ indices, speakMs, pauseMs }: SpeechesRequest): Promise<FirstSyllable[]> {
    const heard: FirstSyllable[] = [];
    for (const index of indices) {
      const speaker = crowd.at(index);
      speaker.say(true);
      await sleep(speakMs);
      speaker.say(false);
      heard.push(...listenTo(index, speakMs));
      await sleep(pauseMs);
    }
    return heard;
  },

  received(): Received {
    return crowd.received();
  },
};

export type VoicesApi = typeof api;

function listenTo(index: number, speakMs: number): FirstSyllable[] {
  const { userId, lastSpeechStart } = crowd.at(index);
  if (lastSpeechStart === null) throw new Error('a bot said nothing');
  return crowd.bots
    .filter((bot) => bot.userId !== userId)
    .map((bot) => bot.hearing(userId, lastSpeechStart))
    .map((hearing) => ({ lostMs: hearing?.lostMs ?? speakMs, delayMs: hearing?.delayMs ?? null }));
}

serve(api, () => crowd.leave());

import { Bot } from '../Bot.ts';
import type { BotStats } from '../BotStats.ts';
import type { MediaLibrary } from '../media/MediaLibrary.ts';
import type { CliOptions } from './options.ts';

const TURN_MS = 6000;
const NAMES = [
  'Mina',
  'Jonas',
  '서연',
  'Amara',
  'Pavel',
  '준호',
  'Lucía',
  'Henrik',
  '하은',
  'Noor',
  'Tomás',
  'Ingrid',
];

/** All bots of one run: joins them one after the other, lets them take turns in speaking, and leaves. */
export class Crowd {
  readonly #options: CliOptions;
  readonly #media: MediaLibrary;
  readonly #onProblem: (problem: unknown) => void;
  readonly #bots: Bot[] = [];
  #turns: NodeJS.Timeout | null = null;

  constructor(options: CliOptions, media: MediaLibrary, onProblem: (problem: unknown) => void) {
    this.#options = options;
    this.#media = media;
    this.#onProblem = onProblem;
  }

  get size(): number {
    return this.#bots.length;
  }

  /** Stops early, without an error, when `signal` is aborted. */
  async join(signal: AbortSignal, onJoined: (bot: Bot) => void): Promise<void> {
    const { count } = this.#options;
    while (this.#bots.length < count && !signal.aborted) {
      const bot = await this.#joinOne(this.#bots.length);
      this.#bots.push(bot);
      onJoined(bot);
    }
    if (this.#options.talking === 'turns') this.#takeTurns();
  }

  stats(): BotStats[] {
    return this.#bots.map((bot) => bot.stats());
  }

  async leave(): Promise<void> {
    if (this.#turns !== null) clearInterval(this.#turns);
    this.#turns = null;
    await Promise.all(this.#bots.map((bot) => bot.leave()));
  }

  #joinOne(index: number): Promise<Bot> {
    const { url, room, camera, microphone, insecure, talking } = this.#options;
    return Bot.join({
      url,
      roomId: room,
      displayName: NAMES[index] ?? `Bot ${index + 1}`,
      camera: camera && index,
      microphone: microphone && index,
      speaking: talking === 'all' || (talking === 'turns' && index === 0),
      media: this.#media,
      onProblem: this.#onProblem,
      ...(insecure !== undefined && { insecure }),
    });
  }

  #takeTurns(): void {
    let turn = 0;
    const speakers = this.#bots.slice(0, this.#options.speakers ?? this.#bots.length);
    this.#turns = setInterval(() => {
      turn++;
      speakers.forEach((bot, index) => bot.say(index === turn % speakers.length));
    }, TURN_MS);
  }
}

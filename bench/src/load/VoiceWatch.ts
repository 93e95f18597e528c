import type { Bot } from '@parley/bots';
import { LongestGap } from './LongestGap.ts';

const POLL_MS = 10;
/** A packet holds 20 ms. */
const STEADY_MS = 100;

/** Listens at two bots who speak to each other without a pause: the longest time for which one of them heard nothing. */
export class VoiceWatch implements Disposable {
  readonly #bots: readonly Bot[];
  readonly #gaps: readonly LongestGap[];
  readonly #startedAtMs = performance.now();
  readonly #timer: NodeJS.Timeout;

  constructor(bots: readonly Bot[]) {
    this.#bots = bots;
    this.#gaps = bots.map(() => new LongestGap(this.#startedAtMs));
    this.#timer = setInterval(() => this.#look(), POLL_MS);
  }

  /** The worse one's, a gap that lasts included. */
  get longestGapMs(): number {
    this.#look();
    return Math.max(...this.#gaps.map(({ longestMs }) => longestMs));
  }

  /** When both heard the other again over streams that have begun since this watch; null while one does not. */
  get backAtMs(): number | null {
    const firsts = this.#bots.map(
      (bot) => latest(voicesAt(bot).map(({ firstPacketAtMs }) => firstPacketAtMs)) ?? 0,
    );
    return firsts.every((atMs) => atMs > this.#startedAtMs) ? Math.max(...firsts) : null;
  }

  /** Both hear the other now. */
  get isSteady(): boolean {
    return this.#bots.every((bot) => performance.now() - (lastVoiceAtMs(bot) ?? 0) < STEADY_MS);
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    this.#bots.forEach((bot, index) => this.#gaps[index]?.note(lastVoiceAtMs(bot), performance.now()));
  }
}

/** When the last packet of a voice came to a bot who hears one; null while there is none. */
export function lastVoiceAtMs(bot: Bot): number | null {
  return latest(voicesAt(bot).map(({ lastPacketAtMs }) => lastPacketAtMs));
}

/** Of the only other person; a ghost of theirs may be there as well. */
function voicesAt(bot: Bot) {
  // Between two meetings it is nobody, and hears nobody.
  if (bot.client.store.getSnapshot().userId === null) return [];
  const { remotes } = bot.stats();
  return remotes.filter(({ source }) => source === 'microphone').map(({ received }) => received);
}

function latest(timesMs: readonly (number | null)[]): number | null {
  const known = timesMs.filter((atMs) => atMs !== null);
  return known.length === 0 ? null : Math.max(...known);
}

import { MediaLibrary } from '@parley/bots';

type Voice = ReturnType<MediaLibrary['voice']>;

/** So many of a crowd speak, all at once; the others are silent, as people in a meeting are. */
const SPEAKERS = 3;

/** Whether the bot with this index, from 0, is one of those who speak. */
export function isSpeaker(index: number): boolean {
  return index < SPEAKERS;
}

/**
 * The bots' clips with voices that never pause. Otherwise a joiner's first audio would depend on whether somebody is
 * just drawing breath, and the number of packets on who speaks when.
 */
export class TalkativeMedia extends MediaLibrary {
  readonly #voices = new WeakMap<Voice, Voice>();

  override voice(variant: number): Voice {
    const original = super.voice(variant);
    const known = this.#voices.get(original);
    if (known) return known;
    const talkative = { frames: original.frames.map((frame) => ({ ...frame, pause: false })) };
    this.#voices.set(original, talkative);
    return talkative;
  }
}

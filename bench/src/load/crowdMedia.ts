import { MediaLibrary } from '@parley/bots';

type Voice = ReturnType<MediaLibrary['voice']>;

/** So many of a crowd speak, all at once; the others are silent, as people in a meeting are. */
const SPEAKERS = 3;

/** Whether the bot with this index, from 0, is one of those who speak. */
export function isSpeaker(index: number): boolean {
  return index < SPEAKERS;
}

/** The bots' clips with other voices, each made once. */
abstract class OtherVoices extends MediaLibrary {
  readonly #changed = new WeakMap<Voice, Voice>();

  override voice(variant: number): Voice {
    const original = super.voice(variant);
    const known = this.#changed.get(original);
    if (known) return known;
    const changed = this.change(original);
    this.#changed.set(original, changed);
    return changed;
  }

  protected abstract change(voice: Voice): Voice;
}

/**
 * Voices that never pause. Otherwise a joiner's first audio would depend on whether somebody is just drawing breath, and
 * the number of packets on who speaks when.
 */
export class TalkativeMedia extends OtherVoices {
  protected override change({ frames }: Voice): Voice {
    return { frames: frames.map((frame) => ({ ...frame, pause: false })) };
  }
}

/** Voices without their pauses, so that somebody who is told to speak is heard with their very next packet. */
export class PromptMedia extends OtherVoices {
  protected override change({ frames }: Voice): Voice {
    return { frames: frames.filter(({ voice, pause }) => voice && !pause) };
  }
}

import { OPUS_CLOCK_RATE } from './media/AudioClip.ts';
import type { SpeechStart } from './native/ClipTrack.ts';
import { sinceMs } from './native/receive/TalkSpurts.ts';
import type { TalkSpurt } from './native/receive/TalkSpurts.ts';

/** How the beginning of somebody's speech was heard. */
export interface Hearing {
  /** When the first packet with voice came, on the clock of `performance.now()`. */
  readonly atMs: number;
  /** From sending the first packet of the speech until then; only of use between bots of one process. */
  readonly delayMs: number;
  /** How much of the speech's beginning was never heard: 0 when its first packet came. */
  readonly lostMs: number;
}

/** Compares what was sent with what came. */
export function hearingOf(speech: SpeechStart, { atMs, rtpTimestamp }: TalkSpurt): Hearing {
  return {
    atMs,
    delayMs: atMs - speech.atMs,
    lostMs: sinceMs(speech.rtpTimestamp, rtpTimestamp, OPUS_CLOCK_RATE),
  };
}

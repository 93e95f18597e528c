import { OPUS_CLOCK_RATE } from '../../media/AudioClip.ts';
import type { AudioLevel } from '../../rtp/extensions.ts';
import { SequenceUnwrapper } from '../../rtp/sequence.ts';
import type { ReceivedAudioStats } from './ReceivedStats.ts';

/** Levels and gaps of an Opus stream, without decoding it. */
export class AudioMeter {
  readonly #timestamps = new SequenceUnwrapper(32);
  #last: { readonly sequence: number; readonly timestamp: number; readonly atMs: number } | null = null;
  #maxGapMs = 0;
  #levelDbov: number | null = null;
  #voicePackets = 0;

  /** `sequence` is extended. */
  note(sequence: number, rtpTimestamp: number, level: AudioLevel | null, nowMs: number): void {
    if (level) {
      this.#levelDbov = level.levelDbov;
      if (level.voice) this.#voicePackets++;
    }
    const timestamp = this.#timestamps.unwrap(rtpTimestamp);
    const last = this.#last;
    if (last !== null && sequence <= last.sequence) return;
    if (last !== null) {
      // Consecutive packets with distant timestamps: the sender was silent in between, nothing is missing.
      const consecutive = sequence === last.sequence + 1;
      const silenceMs = consecutive ? ((timestamp - last.timestamp) * 1000) / OPUS_CLOCK_RATE : 0;
      this.#maxGapMs = Math.max(this.#maxGapMs, nowMs - last.atMs - silenceMs);
    }
    this.#last = { sequence, timestamp, atMs: nowMs };
  }

  stats(): ReceivedAudioStats {
    return { maxGapMs: this.#maxGapMs, levelDbov: this.#levelDbov, voicePackets: this.#voicePackets };
  }
}

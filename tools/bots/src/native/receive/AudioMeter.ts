import { OPUS_CLOCK_RATE } from '../../media/AudioClip.ts';
import type { AudioLevel } from '../../rtp/extensions.ts';
import { SequenceUnwrapper } from '../../rtp/sequence.ts';
import type { ReceivedAudioStats } from './ReceivedStats.ts';
import { TalkSpurts } from './TalkSpurts.ts';
import type { TalkSpurt } from './TalkSpurts.ts';

/** Levels and gaps of an Opus stream, without decoding it. */
export class AudioMeter {
  readonly #timestamps = new SequenceUnwrapper(32);
  readonly #spurts = new TalkSpurts(OPUS_CLOCK_RATE);
  #last: { readonly sequence: number; readonly timestamp: number; readonly atMs: number } | null = null;
  #maxGapMs = 0;
  #levelDbov: number | null = null;
  #voicePackets = 0;

  /** `sequence` is extended. */
  note(sequence: number, rtpTimestamp: number, level: AudioLevel | null, nowMs: number): void {
    if (level) {
      this.#levelDbov = level.levelDbov;
      if (level.voice) this.#noteVoice(rtpTimestamp, nowMs);
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

  spurtSince(rtpTimestamp: number): TalkSpurt | null {
    return this.#spurts.since(rtpTimestamp);
  }

  stats(): ReceivedAudioStats {
    return { maxGapMs: this.#maxGapMs, levelDbov: this.#levelDbov, voicePackets: this.#voicePackets };
  }

  #noteVoice(rtpTimestamp: number, nowMs: number): void {
    this.#voicePackets++;
    this.#spurts.note(rtpTimestamp, nowMs);
  }
}

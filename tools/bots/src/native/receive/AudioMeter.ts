import { OPUS_CLOCK_RATE } from '../../media/AudioClip.ts';
import type { AudioLevel } from '../../rtp/extensions.ts';
import { SequenceUnwrapper } from '../../rtp/sequence.ts';
import { PlayoutClock } from './PlayoutClock.ts';
import type { ReceivedAudioStats } from './ReceivedStats.ts';
import { TalkSpurts } from './TalkSpurts.ts';
import type { TalkSpurt } from './TalkSpurts.ts';

/** Levels and gaps of an Opus stream, without decoding it, and what of it a listener hears. */
export class AudioMeter {
  readonly #timestamps = new SequenceUnwrapper(32);
  readonly #spurts = new TalkSpurts(OPUS_CLOCK_RATE);
  readonly #playout = new PlayoutClock();
  #last: { readonly sequence: number; readonly timestamp: number; readonly atMs: number } | null = null;
  #maxGapMs = 0;
  #levelDbov: number | null = null;
  #voicePackets = 0;
  #heardPackets = 0;
  #latePackets = 0;
  #lastHeardAtMs: number | null = null;

  /** `sequence` is extended; a packet must be given once only. */
  note(sequence: number, rtpTimestamp: number, level: AudioLevel | null, nowMs: number): void {
    const timestamp = this.#timestamps.unwrap(rtpTimestamp);
    this.#notePlayout((timestamp * 1000) / OPUS_CLOCK_RATE, nowMs);
    if (level?.voice === true) {
      this.#voicePackets++;
      this.#spurts.note(rtpTimestamp, nowMs);
    }
    const last = this.#last;
    if (last !== null && sequence <= last.sequence) return;
    if (level) this.#levelDbov = level.levelDbov;
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
    return {
      maxGapMs: this.#maxGapMs,
      levelDbov: this.#levelDbov,
      voicePackets: this.#voicePackets,
      heardPackets: this.#heardPackets,
      latePackets: this.#latePackets,
      lastHeardAtMs: this.#lastHeardAtMs,
    };
  }

  #notePlayout(capturedMs: number, nowMs: number): void {
    if (!this.#playout.note(capturedMs, nowMs)) {
      this.#latePackets++;
      return;
    }
    this.#heardPackets++;
    this.#lastHeardAtMs = nowMs;
  }
}

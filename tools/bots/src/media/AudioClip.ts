import { parseOggOpus } from './ogg.ts';
import { parseWav } from './wav.ts';

export const OPUS_FRAME_MS = 20;
/** RTP clock of Opus (RFC 7587), whatever the encoder's sample rate. */
export const OPUS_CLOCK_RATE = 48_000;

/** Level that RFC 6464 uses for digital silence. */
export const SILENCE_DBOV = 127;

/** Quieter than this is not reported as voice (RFC 6464). */
const VOICE_DBOV = 60;
/** So many frames without voice before it make a frame the beginning of speech. */
const ONSET_QUIET_FRAMES = 5;

/** Quieter than this is a pause in the speech: senders stop sending, as with Opus DTX. */
const PAUSE_DBOV = 70;

/** One 20 ms Opus packet. */
export interface AudioFrame {
  readonly data: Buffer;
  /** RMS level below overload, 0 (loudest) … 127 (silence), as in RFC 6464. */
  readonly levelDbov: number;
  /** Reported as voice: everything that is loud enough, as Chromium does with what it does not leave out. */
  readonly voice: boolean;
  /** Part of a pause: need not be sent. */
  readonly pause: boolean;
}

/** A clip of speech or of a noise. */
export interface AudioClip {
  readonly frames: readonly AudioFrame[];
}

/** Joins an Ogg Opus file and the WAV file that it was encoded from, which gives the levels. */
export function audioClipFrom(opusFile: Buffer, wavFile: Buffer): AudioClip {
  const { samples, sampleRate } = parseWav(wavFile);
  const samplesPerFrame = (sampleRate * OPUS_FRAME_MS) / 1000;
  const frames = parseOggOpus(opusFile).map((data, index) => {
    const levelDbov = rmsLevelDbov(samples.subarray(index * samplesPerFrame, (index + 1) * samplesPerFrame));
    return { data, levelDbov, voice: levelDbov < VOICE_DBOV, pause: levelDbov >= PAUSE_DBOV };
  });
  return { frames };
}

/** Index of the first frame at or after `index`, looping around, with which somebody begins to speak; 0 without one. */
export function nextOnset({ frames }: AudioClip, index: number): number {
  const voiceAt = (position: number): boolean => frames.at(position % frames.length)?.voice === true;
  for (let position = index; position < index + frames.length; position++) {
    const before = Array.from(
      { length: ONSET_QUIET_FRAMES },
      (_, back) => position - 1 - back + frames.length,
    );
    if (voiceAt(position) && !before.some(voiceAt)) return position % frames.length;
  }
  return 0;
}

/** RMS of 16-bit samples in -dBov, rounded, 0 … 127. */
export function rmsLevelDbov(samples: Int16Array): number {
  if (samples.length === 0) return SILENCE_DBOV;
  let sumOfSquares = 0;
  for (const sample of samples) sumOfSquares += sample * sample;
  const rms = Math.sqrt(sumOfSquares / samples.length) / 32_768;
  if (rms === 0) return SILENCE_DBOV;
  return Math.min(SILENCE_DBOV, Math.max(0, Math.round(-20 * Math.log10(rms))));
}

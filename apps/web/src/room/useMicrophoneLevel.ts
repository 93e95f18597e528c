import { useEffect } from 'react';

const QUIETEST_DB = -60;
const LOUDEST_DB = -12;
/** How fast the level falls after a loud moment, in parts of the scale per frame; rising is immediate. */
const FALL_PER_FRAME = 0.03;

/** The loudness of samples (-1 to 1) on a scale from 0 (silence) to 1 (loud speech). */
export function levelOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const db = 10 * Math.log10(sum / samples.length + Number.EPSILON);
  return Math.min(1, Math.max(0, (db - QUIETEST_DB) / (LOUDEST_DB - QUIETEST_DB)));
}

/**
 * Calls `onLevel` with 0 to 1 for each frame while there is a track, and once with 0 when there is none. React does
 * not render for it: write the level into a style. `onLevel` must be stable.
 */
export function useMicrophoneLevel(track: MediaStreamTrack | null, onLevel: (level: number) => void): void {
  useEffect(() => {
    if (!track) return undefined;
    const context = new AudioContext();
    const source = context.createMediaStreamSource(new MediaStream([track]));
    const analyser = context.createAnalyser();
    analyser.fftSize = 1024;
    source.connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    let level = 0;
    let frame = requestAnimationFrame(function measure() {
      analyser.getFloatTimeDomainData(samples);
      level = Math.max(levelOf(samples), level - FALL_PER_FRAME);
      onLevel(level);
      frame = requestAnimationFrame(measure);
    });
    return () => {
      cancelAnimationFrame(frame);
      source.disconnect();
      void context.close();
      onLevel(0);
    };
  }, [track, onLevel]);
}

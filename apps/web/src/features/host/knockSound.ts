/** Two soft notes, a third apart, in hertz. */
const NOTES_HZ = [659, 784];
const NOTE_S = 0.16;
const FADE_S = 0.5;
const PEAK_GAIN = 0.08;

/** Says softly that somebody is at the door. Silent where the browser lets no page sound. */
export async function playKnock(): Promise<void> {
  const context = new AudioContext();
  try {
    if (context.state !== 'running') await context.resume();
    const end = NOTES_HZ.map((hz, index) => playNote(context, hz, context.currentTime + index * NOTE_S));
    await Promise.all(end);
  } catch {
    // Nobody is hurt by a missing sound: the notice is there.
  } finally {
    await context.close();
  }
}

/** @returns when the note has faded. */
function playNote(context: AudioContext, hz: number, startS: number): Promise<void> {
  const note = new OscillatorNode(context, { type: 'sine', frequency: hz });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setValueAtTime(0, startS);
  volume.gain.linearRampToValueAtTime(PEAK_GAIN, startS + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, startS + FADE_S);
  note.connect(volume).connect(context.destination);
  note.start(startS);
  note.stop(startS + FADE_S);
  return new Promise((resolve) => note.addEventListener('ended', () => resolve(), { once: true }));
}

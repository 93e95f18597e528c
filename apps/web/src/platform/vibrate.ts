/** Two short ones, as a tap on the shoulder. Milliseconds on, off, on. */
const CALLED_ON = [180, 120, 180];

/** Lets the phone say that somebody wants something of the person. iOS cannot; some browsers refuse before the first tap. */
export function vibrateForCall(platform: { vibrate?: (pattern: number[]) => boolean }): void {
  platform.vibrate?.(CALLED_ON);
}

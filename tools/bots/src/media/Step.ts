/** A command to run and the file that it writes (already part of `args`, as a path relative to the directory). */
export interface Step {
  readonly label: string;
  readonly command: 'ffmpeg' | 'espeak-ng';
  readonly args: readonly string[];
}

export const ffmpeg = (label: string, args: readonly string[]): Step => ({
  label,
  command: 'ffmpeg',
  args: ['-hide_banner', '-loglevel', 'error', '-nostdin', '-y', ...args],
});

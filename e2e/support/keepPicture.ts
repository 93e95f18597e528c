import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** 256 colours make a picture a quarter as large, and nobody sees it. */
const FEWER_COLOURS = 'split[a][b];[a]palettegen=stats_mode=full[p];[b][p]paletteuse=dither=none';

/** Takes a screenshot over into the guides' pictures, when the run is for that (`npm run pictures`). */
export async function keepPicture(screenshot: string, name: string): Promise<void> {
  if (process.env['PARLEY_KEEP_PICTURES'] === undefined) return;
  const from = fileURLToPath(new URL(`../screenshots/${screenshot}.png`, import.meta.url));
  const to = fileURLToPath(new URL(`../../docs/images/${name}.png`, import.meta.url));
  await promisify(execFile)('ffmpeg', ['-loglevel', 'error', '-y', '-i', from, '-vf', FEWER_COLOURS, to]);
}

import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout these scripts belong to. */
export const repoRoot = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Where things are kept that outlive a checkout and are shared by all of them: Node, the worker, compiled code.
 * `PARLEY_CACHE_DIR` overrides it; else it is the platform's usual place.
 */
export function cacheRoot(env = process.env, platform = process.platform) {
  if (env.PARLEY_CACHE_DIR) return env.PARLEY_CACHE_DIR;
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, 'parley');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'parley');
  return join(homedir(), '.cache', 'parley');
}

/** The script behind a program of an installed npm package; run it with `process.execPath`. */
export function npmProgram(name) {
  return join(repoRoot, 'node_modules', '.bin', name);
}

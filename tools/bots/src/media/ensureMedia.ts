import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { MediaLibrary } from './MediaLibrary.ts';
import { steps } from './recipes.ts';
import type { Step } from './Step.ts';

export interface EnsureMediaOptions {
  /** Root of the cache; default `PARLEY_CACHE_DIR`, else the platform's usual place. */
  readonly cacheDir?: string;
  /** Called before each step of making the clips, which takes about half a minute; not called when they exist. */
  readonly onProgress?: (message: string) => void;
}

/**
 * The bots' clips, made with ffmpeg and espeak-ng when they are not in the cache yet. Rejects with one sentence when
 * one of these programs is missing or fails.
 */
export async function ensureMedia(options: EnsureMediaOptions = {}): Promise<MediaLibrary> {
  const root = join(options.cacheDir ?? defaultCacheDir(), 'media');
  const recipe = steps();
  const directory = join(
    root,
    createHash('sha256').update(JSON.stringify(recipe)).digest('hex').slice(0, 16),
  );
  if (!existsSync(directory)) await make(recipe, root, directory, options.onProgress);
  return new MediaLibrary(directory);
}

/** The same place as for everything else that outlives a checkout: see scripts/bootstrap/paths.mjs. */
function defaultCacheDir(): string {
  const { PARLEY_CACHE_DIR: own, XDG_CACHE_HOME: caches } = process.env;
  if (own) return own;
  if (caches) return join(caches, 'parley');
  return process.platform === 'darwin'
    ? join(homedir(), 'Library', 'Caches', 'parley')
    : join(homedir(), '.cache', 'parley');
}

/** Works in a directory of its own and renames it at the end, so that a cache entry is complete or absent. */
async function make(
  recipe: readonly Step[],
  root: string,
  directory: string,
  onProgress: EnsureMediaOptions['onProgress'],
): Promise<void> {
  await mkdir(root, { recursive: true });
  const workDir = await mkdtemp(join(root, 'making-'));
  try {
    for (const [index, step] of recipe.entries()) {
      onProgress?.(`Making media for bots (${index + 1}/${recipe.length}): ${step.label}`);
      await run(step, workDir);
    }
    await publish(workDir, directory);
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

async function publish(workDir: string, directory: string): Promise<void> {
  try {
    await rename(workDir, directory);
  } catch (error) {
    // Another process was faster: its clips are as good as ours.
    if (!existsSync(directory)) throw error;
  }
}

function run({ command, args, label }: Step, cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.once('error', (cause: NodeJS.ErrnoException) => {
      const missing = cause.code === 'ENOENT';
      reject(
        missing
          ? new Error(`${command} is not installed; on Debian: apt-get install ffmpeg espeak-ng`, { cause })
          : cause,
      );
    });
    child.once('close', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(`${command} failed on "${label}": ${errors.trim() || `exit code ${code ?? 'none'}`}`),
        );
    });
  });
}

import { appendFile } from 'node:fs/promises';
import type { ServerProcess, Wrapper } from './ServerProcess.ts';

/** A disk of one megabyte that only the server sees, and that goes with it. */
export const SMALL_DISK: Wrapper = {
  command: 'unshare',
  args: [
    ...(process.geteuid?.() === 0 ? ['--mount'] : ['--map-root-user', '--mount']),
    'sh',
    '-c',
    'mount -t tmpfs -o size=1m tmpfs "$PARLEY_DATA_DIR" && exec "$@"',
    'sh',
  ],
};

/** A file on that disk, as seen from outside. */
export function ballastPath({ pid }: ServerProcess, dataDir: string): string {
  return `/proc/${pid}/root${dataDir}/ballast`;
}

/** Until nothing more fits beside it. */
export async function fill(ballast: string): Promise<void> {
  const error = await appendFile(ballast, Buffer.alloc(2 ** 20)).catch((cause: unknown) => cause);
  if ((error as NodeJS.ErrnoException | undefined)?.code !== 'ENOSPC')
    throw new Error('the disk is not full');
}

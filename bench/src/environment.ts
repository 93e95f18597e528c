import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { arch, availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { version as mediasoupVersion } from 'mediasoup';
import { findChromium } from '@parley/e2e/chromium';

/** What the figures were measured on. */
export interface Machine {
  readonly cores: number;
  readonly cpu: string;
  readonly memoryGb: number;
  readonly os: string;
  /** Runnable processes when the run began, averaged over a minute: more than a fraction disturbs every figure. */
  readonly loadBefore: number;
}

export interface Versions {
  readonly node: string;
  readonly mediasoup: string;
  /** mediasoup's own program, or one built against this system's libraries; `unknown` for one that was given. */
  readonly mediasoupWorker: 'prebuilt' | 'built' | 'unknown';
  readonly chromium: string;
}

export async function describeMachine(): Promise<Machine> {
  return {
    cores: availableParallelism(),
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGb: Math.round(totalmem() / 1e9),
    os: `${await osName()}, ${type()} ${release()}, ${arch()}`,
    loadBefore: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  };
}

export async function describeVersions(workerBin: string | undefined): Promise<Versions> {
  return {
    node: process.versions.node,
    mediasoup: mediasoupVersion,
    mediasoupWorker: await workerSource(workerBin),
    chromium: await chromiumVersion(),
  };
}

async function osName(): Promise<string> {
  if (process.platform !== 'linux') return process.platform;
  const text = await readFile('/etc/os-release', 'utf8');
  return /^PRETTY_NAME="?([^"\n]*)/m.exec(text)?.[1] ?? 'Linux';
}

/** The set-up leaves a record beside the worker that it has proven. */
async function workerSource(workerBin: string | undefined): Promise<Versions['mediasoupWorker']> {
  if (workerBin === undefined) return 'unknown';
  try {
    const record: unknown = JSON.parse(await readFile(join(dirname(workerBin), 'proven.json'), 'utf8'));
    const source = (record as { source?: unknown }).source;
    return source === 'prebuilt' || source === 'built' ? source : 'unknown';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'unknown';
    throw error;
  }
}

async function chromiumVersion(): Promise<string> {
  const { stdout } = await promisify(execFile)(await findChromium(), ['--version']);
  return /[\d.]+/.exec(stdout)?.[0] ?? stdout.trim();
}

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * Memory of a process in bytes: its proportional share (PSS: pages shared with others count in parts) where the system
 * tells, else everything resident.
 */
export async function memoryOf(pid: number): Promise<number> {
  if (process.platform !== 'linux') return residentOf(pid);
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kilobytes = /^Pss:\s+(\d+) kB/m.exec(text)?.[1];
  if (kilobytes === undefined) throw new Error(`no Pss in /proc/${pid}/smaps_rollup`);
  return Number(kilobytes) * 1024;
}

async function residentOf(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout.trim()) * 1024;
}

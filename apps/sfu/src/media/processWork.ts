import { readFile } from 'node:fs/promises';

/** What the system says of a process. */
export interface ProcessState {
  /** One letter, as in proc_pid_stat(5). */
  readonly state: string;
  /** Time it has had on a core, in ticks of a hundredth of a second. */
  readonly ticks: number;
}

/** Null where the system does not say, or the process is gone. */
export async function readProcessState(pid: number): Promise<ProcessState | null> {
  try {
    return parseProcessState(await readFile(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return null;
  }
}

export function parseProcessState(stat: string): ProcessState {
  // The name before it, in parentheses, may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', ticks: Number(fields[11]) + Number(fields[12]) };
}

/**
 * Whether a process works, or would if the machine let it: it waits for a core (R) or for a disk (D), or has had time on a
 * core since it was last looked at. Where the system does not say, it may.
 */
export function isAtWork(before: ProcessState | null, now: ProcessState | null): boolean {
  if (now === null) return true;
  if (now.state === 'T' || now.state === 't') return false;
  return ['R', 'D'].includes(now.state) || (before !== null && now.ticks > before.ticks);
}

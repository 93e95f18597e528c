import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { NarrowLink } from '../testing/NarrowLink.ts';
import type { Seen } from './squeezedViewer.ts';

const PROGRAM = fileURLToPath(new URL('./squeezedViewer.ts', import.meta.url));
const UNSEEN: Seen = {
  height: 0,
  frames: 0,
  voicePackets: 0,
  heardPackets: 0,
  missedPackets: 0,
  reason: null,
};

/** A participant behind a narrow link, and what it says that it receives. */
export class NarrowViewer implements AsyncDisposable {
  readonly #child: ChildProcess;
  #last: Readonly<Record<string, Seen>> = {};

  /** @param stageName whom it shows large */
  constructor(link: NarrowLink, url: string, roomId: string, stageName: string) {
    const program = [process.execPath, PROGRAM, url, roomId, stageName];
    this.#child = spawn('ip', ['netns', 'exec', link.namespace, ...program], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    if (this.#child.stdout === null) throw new Error('no output');
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      this.#last = JSON.parse(line) as Record<string, Seen>;
    });
  }

  /** What it has received of somebody so far. */
  seen(name: string): Seen {
    return this.#last[name] ?? UNSEEN;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.stdin?.end();
    await exited;
  }
}

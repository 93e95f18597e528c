import { execFileSync } from 'node:child_process';
import { LinkedNamespace } from './LinkedNamespace.ts';

/** Only to see whether the kernel can do it. */
const WIDE_KBPS = 1_000_000;

/**
 * A network namespace behind a virtual cable whose direction towards it can be made narrow. Needs Linux, root and
 * iproute2 with `tc`.
 */
export class NarrowLink implements Disposable {
  readonly #namespace = new LinkedNamespace();

  /** Null where this machine does not let us. */
  static tryOpen(): NarrowLink | null {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
    try {
      return new NarrowLink();
    } catch {
      return null;
    }
  }

  constructor() {
    try {
      this.squeeze(WIDE_KBPS);
      this.release();
    } catch (error) {
      this[Symbol.dispose]();
      throw error;
    }
  }

  /** To run programs in: `ip netns exec`. */
  get namespace(): string {
    return this.#namespace.name;
  }

  /** Where the namespace reaches this host. */
  get hostAddress(): string {
    return this.#namespace.hostAddress;
  }

  /** Lets no more than this through towards the namespace; a queue of 200 ms, as home routers have at best. */
  squeeze(kbps: number): void {
    const shape = ['rate', `${kbps}kbit`, 'burst', '4kb', 'latency', '200ms'];
    tc('replace', 'dev', this.#namespace.device, 'root', 'tbf', ...shape);
  }

  release(): void {
    tc('delete', 'dev', this.#namespace.device, 'root');
  }

  [Symbol.dispose](): void {
    this.#namespace[Symbol.dispose]();
  }
}

function tc(...args: string[]): void {
  execFileSync('tc', ['qdisc', ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
}

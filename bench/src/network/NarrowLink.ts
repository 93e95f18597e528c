import { execFileSync } from 'node:child_process';

/** The benchmarks' own link: a /30 of two hosts, numbered by process so that two runs do not meet. */
const SUBNET = process.pid % 250;
/** Only to see whether the kernel can do it. */
const WIDE_KBPS = 1_000_000;

/**
 * A network namespace behind a virtual cable whose direction towards it can be made narrow. Needs Linux, root and
 * iproute2 with `tc`.
 */
export class NarrowLink implements Disposable {
  /** To run programs in: `ip netns exec`. */
  readonly namespace = `parley-bench-${process.pid}`;
  /** Where the namespace reaches this host. */
  readonly hostAddress = `10.214.${SUBNET}.1`;
  readonly #outer = `pb-o-${process.pid}`;

  /** Null where this machine does not let us. */
  static tryOpen(): NarrowLink | null {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
    try {
      return new NarrowLink();
    } catch {
      return null;
    }
  }

  private constructor() {
    const inner = `pb-i-${process.pid}`;
    run('ip', 'netns', 'add', this.namespace);
    try {
      run('ip', 'link', 'add', this.#outer, 'type', 'veth', 'peer', 'name', inner, 'netns', this.namespace);
      run('ip', 'address', 'add', `${this.hostAddress}/30`, 'dev', this.#outer);
      run('ip', 'link', 'set', this.#outer, 'up');
      run('ip', '-n', this.namespace, 'address', 'add', `10.214.${SUBNET}.2/30`, 'dev', inner);
      run('ip', '-n', this.namespace, 'link', 'set', inner, 'up');
      run('ip', '-n', this.namespace, 'link', 'set', 'lo', 'up');
      this.squeeze(WIDE_KBPS);
      this.release();
    } catch (error) {
      this[Symbol.dispose]();
      throw error;
    }
  }

  /** Lets no more than this through towards the namespace; a queue of 200 ms, as home routers have at best. */
  squeeze(kbps: number): void {
    const shape = ['rate', `${kbps}kbit`, 'burst', '4kb', 'latency', '200ms'];
    run('tc', 'qdisc', 'replace', 'dev', this.#outer, 'root', 'tbf', ...shape);
  }

  release(): void {
    run('tc', 'qdisc', 'delete', 'dev', this.#outer, 'root');
  }

  /** Deletes the namespace and, with it, the cable. */
  [Symbol.dispose](): void {
    run('ip', 'netns', 'delete', this.namespace);
  }
}

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

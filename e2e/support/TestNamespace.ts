import { execFileSync } from 'node:child_process';

/** The tests' own link: a /30 of two hosts, numbered by process so that two runs do not meet. */
const SUBNET = process.pid % 250;

/** A network namespace of this test, joined to this host by a virtual cable. Needs root and iproute2. */
export class TestNamespace implements Disposable {
  readonly name = `parley-${process.pid}`;
  readonly hostAddress = `10.213.${SUBNET}.1`;
  readonly guestAddress = `10.213.${SUBNET}.2`;

  constructor() {
    const [outer, inner] = [`pl-o-${process.pid}`, `pl-i-${process.pid}`];
    try {
      ip('netns', 'add', this.name);
      ip('link', 'add', outer, 'type', 'veth', 'peer', 'name', inner, 'netns', this.name);
      ip('address', 'add', `${this.hostAddress}/30`, 'dev', outer);
      ip('link', 'set', outer, 'up');
      ip('-n', this.name, 'address', 'add', `${this.guestAddress}/30`, 'dev', inner);
      ip('-n', this.name, 'link', 'set', inner, 'up');
      ip('-n', this.name, 'link', 'set', 'lo', 'up');
    } catch (error) {
      this[Symbol.dispose]();
      throw error;
    }
  }

  /** Deletes the namespace and, with it, the cable. */
  [Symbol.dispose](): void {
    ip('netns', 'delete', this.name);
  }
}

function ip(...args: string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

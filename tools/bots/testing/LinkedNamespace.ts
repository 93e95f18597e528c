import { execFileSync } from 'node:child_process';

/** A /30 of two hosts, numbered by process so that two runs do not meet. */
const NETWORK = `10.214.${process.pid % 250}`;
const HOST = (Math.floor(process.pid / 250) % 60) * 4;

/** A network namespace joined to this host by a virtual cable. Needs Linux, root and iproute2. */
export class LinkedNamespace implements Disposable {
  /** To run programs in: `ip netns exec`. */
  readonly name = `parley-${process.pid}`;
  /** Where the namespace reaches this host. */
  readonly hostAddress = `${NETWORK}.${HOST + 1}`;
  readonly guestAddress = `${NETWORK}.${HOST + 2}`;
  /** This host's end of the cable. */
  readonly device = `pl-o-${process.pid}`;

  constructor() {
    const inner = `pl-i-${process.pid}`;
    ip('netns', 'add', this.name);
    try {
      ip('link', 'add', this.device, 'type', 'veth', 'peer', 'name', inner, 'netns', this.name);
      ip('address', 'add', `${this.hostAddress}/30`, 'dev', this.device);
      ip('link', 'set', this.device, 'up');
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

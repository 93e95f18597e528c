import { execFileSync } from 'node:child_process';

/** Of one virtual cable: numbered by process so that two runs do not meet, as in `LinkedNamespace`. */
const NETWORK = `10.215.${process.pid % 250}`;
const FIRST = (Math.floor(process.pid / 250) % 16) * 16;

export type Uplink = 'wifi' | 'lte';

/** The address of no card, and a routing table of its own for what is sent there. */
const NOBODY = '02:00:00:00:00:01';
const STRANDED = '20';
/** The place of the rules that block something. */
const BLOCKED = '9';

/** A way out of the namespace: each has addresses of its own. */
interface Cable {
  readonly inner: string;
  readonly outer: string;
  readonly hostAddress: string;
  readonly guestAddress: string;
}

/**
 * A network namespace with two ways to this host, of which one works: what a phone has when it leaves its Wi-Fi. Needs
 * Linux, root and iproute2.
 */
export class Uplinks implements Disposable {
  /** To run programs in: `ip netns exec`. */
  readonly namespace = `parley-up-${process.pid}`;
  /** Where this host is reached over either way, as a server on the internet is. */
  readonly serverAddress = `${NETWORK}.${FIRST + 14}`;
  #stranded: Uplink | null = null;
  #blocks = 0;
  readonly #cables: Readonly<Record<Uplink, Cable>> = { wifi: cable('wifi', 0), lte: cable('lte', 4) };

  /** Null where this machine does not let us. */
  static tryOpen(): Uplinks | null {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
    try {
      return new Uplinks();
    } catch {
      return null;
    }
  }

  /** Over Wi-Fi at first. */
  constructor() {
    ip('netns', 'add', this.namespace);
    try {
      for (const each of Object.values(this.#cables)) this.#lay(each);
      ip('address', 'add', `${this.serverAddress}/32`, 'dev', this.#cables.wifi.outer);
      this.#inside('link', 'set', 'lo', 'up');
      // What is for the namespace itself is otherwise let in before any other rule is asked.
      this.#inside('rule', 'add', 'pref', '100', 'lookup', 'local');
      this.#inside('rule', 'delete', 'pref', '0');
      this.#plug('wifi');
    } catch (error) {
      this[Symbol.dispose]();
      throw error;
    }
  }

  /** The former network is gone before the other one is there, as when one walks out of the house. */
  switchTo(uplink: Uplink): void {
    this.#unplug(other(uplink));
    this.#plug(uplink);
  }

  /** The other network is there and takes over before the former one goes, as when one comes home. */
  handOverTo(uplink: Uplink): void {
    this.#plug(uplink);
    this.#unplug(other(uplink));
  }

  /** The other network is there as well, and nothing goes over it yet. */
  approach(uplink: Uplink): void {
    this.#raise(uplink);
  }

  /** The other network takes over; the former one stays up and leads nowhere, as at the edge of a Wi-Fi. */
  driftTo(uplink: Uplink): void {
    this.#plug(uplink);
    this.#strand(other(uplink));
  }

  /** Of the namespace's end of this cable. */
  addressOn(uplink: Uplink): string {
    return this.#cables[uplink].guestAddress;
  }

  /** Drops what arrives of this kind in the namespace without a word, as firewalls do. */
  block(what: { protocol: 'udp' } | { protocol: 'tcp'; fromPort: number }): void {
    const port = what.protocol === 'tcp' ? ['sport', String(what.fromPort)] : [];
    for (const { inner } of Object.values(this.#cables))
      this.#inside(
        'rule',
        'add',
        'iif',
        inner,
        'ipproto',
        what.protocol,
        ...port,
        'pref',
        BLOCKED,
        'blackhole',
      );
    this.#blocks += Object.keys(this.#cables).length;
  }

  /** Everything arrives again. */
  unblock(): void {
    for (; this.#blocks > 0; this.#blocks -= 1) this.#inside('rule', 'delete', 'pref', BLOCKED);
  }

  /** Deletes the namespace and, with it, the cables. */
  [Symbol.dispose](): void {
    ip('netns', 'delete', this.namespace);
  }

  #lay({ inner, outer, hostAddress }: Cable): void {
    ip('link', 'add', outer, 'type', 'veth', 'peer', 'name', inner, 'netns', this.namespace);
    ip('address', 'add', `${hostAddress}/30`, 'dev', outer);
    ip('link', 'set', outer, 'up');
  }

  #plug(uplink: Uplink): void {
    this.#raise(uplink);
    this.#route(uplink);
  }

  #raise(uplink: Uplink): void {
    const { inner, guestAddress } = this.#cables[uplink];
    this.#heal(uplink);
    this.#inside('link', 'set', inner, 'up');
    this.#inside('address', 'replace', `${guestAddress}/30`, 'dev', inner);
  }

  #route(uplink: Uplink): void {
    const { inner, hostAddress } = this.#cables[uplink];
    this.#inside('route', 'replace', 'default', 'via', hostAddress, 'dev', inner);
  }

  #unplug(uplink: Uplink): void {
    const { inner } = this.#cables[uplink];
    this.#heal(uplink);
    this.#inside('address', 'flush', 'dev', inner);
    this.#inside('link', 'set', inner, 'down');
  }

  /** What leaves by its address goes to a neighbour that does not exist, and what arrives is dropped. */
  #strand(uplink: Uplink): void {
    const { inner, hostAddress, guestAddress } = this.#cables[uplink];
    this.#inside('neigh', 'replace', hostAddress, 'lladdr', NOBODY, 'dev', inner, 'nud', 'permanent');
    this.#inside('route', 'replace', 'default', 'via', hostAddress, 'dev', inner, 'table', STRANDED);
    this.#inside('rule', 'add', 'from', guestAddress, 'pref', '20', 'lookup', STRANDED);
    this.#inside('rule', 'add', 'iif', inner, 'pref', '10', 'blackhole');
    this.#stranded = uplink;
  }

  #heal(uplink: Uplink): void {
    if (this.#stranded !== uplink) return;
    const { inner, hostAddress } = this.#cables[uplink];
    this.#inside('rule', 'delete', 'pref', '10');
    this.#inside('rule', 'delete', 'pref', '20');
    this.#inside('neigh', 'delete', hostAddress, 'dev', inner);
    this.#stranded = null;
  }

  #inside(...args: string[]): void {
    ip('-n', this.namespace, ...args);
  }
}

function other(uplink: Uplink): Uplink {
  return uplink === 'wifi' ? 'lte' : 'wifi';
}

function cable(name: Uplink, offset: number): Cable {
  const address = (host: number) => `${NETWORK}.${FIRST + offset + host}`;
  return {
    inner: `${name}-i-${process.pid}`,
    outer: `${name}-o-${process.pid}`,
    hostAddress: address(1),
    guestAddress: address(2),
  };
}

function ip(...args: string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

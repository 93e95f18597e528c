import type { RoomStore } from './RoomStore.ts';

/** What a call has cost so far, as media travels: voices, pictures and what keeps them going. */
export interface DataUse {
  readonly receivedBytes: number;
  readonly sentBytes: number;
}

/** One connection's own counters, under a name that no other connection ever has. */
export interface DataCounter extends DataUse {
  readonly id: string;
}

export interface DataMeterOptions {
  store: RoomStore;
  /** Reads the counters of the connections that there are. */
  read: () => Promise<readonly DataCounter[]>;
  onProblem: (problem: unknown) => void;
}

/** A connection that is replaced takes what it carried since the last look with it: a few seconds at most. */
const INTERVAL_MS = 5000;

/** Adds up what all connections of a call carry, one after the other: counters of new ones begin at 0. */
export class DataMeter {
  readonly #options: DataMeterOptions;
  readonly #unsubscribe: () => void;
  readonly #last = new Map<string, DataUse>();
  #use: DataUse = { receivedBytes: 0, sentBytes: 0 };
  #timer: ReturnType<typeof setInterval> | null = null;

  constructor(options: DataMeterOptions) {
    this.#options = options;
    this.#unsubscribe = options.store.subscribe(this.#follow);
  }

  /** As of now. */
  async look(): Promise<DataUse> {
    for (const counter of await this.#options.read()) this.#add(counter);
    return this.#use;
  }

  close(): void {
    this.#unsubscribe();
    this.#stop();
  }

  #add({ id, ...now }: DataCounter): void {
    const before = this.#last.get(id);
    this.#last.set(id, now);
    this.#use = {
      receivedBytes: this.#use.receivedBytes + growth(before?.receivedBytes, now.receivedBytes),
      sentBytes: this.#use.sentBytes + growth(before?.sentBytes, now.sentBytes),
    };
  }

  readonly #follow = (): void => {
    const { status } = this.#options.store.getSnapshot();
    const inCall = status === 'joined' || status === 'reconnecting';
    if (!inCall) this.#stop();
    else this.#timer ??= setInterval(this.#onInterval, INTERVAL_MS);
  };

  readonly #onInterval = (): void => {
    this.look().catch(this.#options.onProblem);
  };

  #stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }
}

/** A counter that fell has begun anew. */
function growth(before: number | undefined, now: number): number {
  return before !== undefined && now >= before ? now - before : now;
}

/**
 * The counters of one transport. Chromium and Safari count what all its ways have carried together; elsewhere each way
 * (candidate pair) counts for itself.
 */
export function countersOf(transportId: string, report: RTCStatsReport): DataCounter[] {
  const all: (RTCTransportStats | RTCIceCandidatePairStats)[] = [];
  report.forEach((stats: RTCTransportStats | RTCIceCandidatePairStats) => all.push(stats));
  const transports = all.filter(({ type }) => type === 'transport').filter(counts);
  const ways = transports.length > 0 ? transports : all.filter(({ type }) => type === 'candidate-pair');
  return ways.filter(counts).map(({ id, bytesReceived = 0, bytesSent = 0 }) => ({
    id: `${transportId}:${id}`,
    receivedBytes: bytesReceived,
    sentBytes: bytesSent,
  }));
}

function counts({ bytesReceived }: RTCTransportStats | RTCIceCandidatePairStats): boolean {
  return bytesReceived !== undefined;
}

/** Short against what is looked for. */
const TICK_MS = 5;

/**
 * The longest time for which this process' own work has kept its event loop. A timer that comes late may mean no more than
 * that others had the processor; so it counts only as far as this thread itself was computing meanwhile.
 */
export class LoopWatch implements Disposable {
  readonly #timer: NodeJS.Timeout;
  #lastAtMs = performance.now();
  #lastCpuMs = cpuMs();
  #maxBlockMs = 0;

  constructor() {
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  get maxBlockMs(): number {
    return this.#maxBlockMs;
  }

  /** Begins anew. */
  reset(): void {
    this.#maxBlockMs = 0;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    const nowMs = performance.now();
    const usedMs = cpuMs();
    const lateMs = nowMs - this.#lastAtMs - TICK_MS;
    this.#maxBlockMs = Math.max(this.#maxBlockMs, Math.min(lateMs, usedMs - this.#lastCpuMs));
    this.#lastAtMs = nowMs;
    this.#lastCpuMs = usedMs;
  }
}

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

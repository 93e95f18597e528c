/** What is used of `navigator.connection`; only Chromium has it, and `type` only on phones. */
export interface MeterableConnection extends EventTarget {
  readonly saveData?: boolean;
  readonly type?: string;
}

/** Whether data probably costs money here: over a mobile network, or because the person asks the browser to save it. */
export class MeteredNetwork {
  readonly #connection: MeterableConnection | null;

  constructor(connection: MeterableConnection | null = currentConnection()) {
    this.#connection = connection;
  }

  readonly isMetered = (): boolean =>
    this.#connection !== null && (this.#connection.saveData === true || this.#connection.type === 'cellular');

  /** @returns removes the listener. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#connection?.addEventListener('change', listener);
    return () => this.#connection?.removeEventListener('change', listener);
  };
}

function currentConnection(): MeterableConnection | null {
  return (navigator as Navigator & { connection?: MeterableConnection }).connection ?? null;
}

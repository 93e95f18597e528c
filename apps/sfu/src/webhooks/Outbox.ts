/** One message for one receiver. Times are milliseconds since the epoch. */
export interface OutboxItem {
  /** Its place in the order of all. */
  readonly seq: number;
  /** The same over all tries, so that a receiver knows what it has had already. */
  readonly id: string;
  readonly url: string;
  readonly roomId: string;
  readonly body: string;
  /** Tries that have failed. */
  readonly tries: number;
  readonly dueAt: number;
}

/** Where messages wait until they have arrived. */
export interface Outbox {
  readonly pendingCount: number;
  add(item: Pick<OutboxItem, 'id' | 'url' | 'roomId' | 'body'>, nowMs: number): void;
  /** Of each receiver and room the first that is still to be sent, soonest due first. */
  heads(urls: readonly string[], limit: number): OutboxItem[];
  /** Everything that waits is due. */
  hurry(nowMs: number): void;
  postpone(seq: number, dueAtMs: number): void;
  finish(seq: number, atMs: number, outcome: 'sent' | 'given-up'): void;
}

import { Webhook } from 'standardwebhooks';
import type { Logger } from '../logger.ts';
import type { Outbox, OutboxItem } from './Outbox.ts';
import { retryDelayMs } from './retryDelay.ts';
import type { WebhookMessage } from './WebhookJournal.ts';

export interface WebhookSenderOptions {
  urls: readonly string[];
  /** As Standard Webhooks writes it: `whsec_` and base64. */
  secret: string;
  outbox: Outbox;
  /** Runs what may fail because of the storage. */
  survive: (work: () => void) => void;
}

/** A receiver that is gone for good must not fill the disk. */
const MAX_PENDING = 10_000;
const MAX_AT_ONCE = 8;
const TIMEOUT_MS = 10_000;
/** Longest time between two looks at the outbox; setTimeout could not wait for weeks. */
const MAX_WAIT_MS = 60_000;

/** Sends what is in the outbox, in the order of each room, until it has arrived or is given up. */
export class WebhookSender {
  readonly #options: WebhookSenderOptions;
  readonly #signer: Webhook;
  readonly #logger: Logger;
  readonly #abort = new AbortController();
  readonly #underWay = new Set<number>();
  #timer: NodeJS.Timeout | null = null;

  constructor(options: WebhookSenderOptions, logger: Logger) {
    this.#options = options;
    this.#signer = new Webhook(options.secret);
    this.#logger = logger;
  }

  /** Takes up what is left from before, at once: whoever restarts something may have mended something. */
  start(): void {
    const { outbox, survive } = this.#options;
    survive(() => outbox.hurry(Date.now()));
    this.#look();
  }

  post({ id, roomId, body }: WebhookMessage): void {
    const { outbox, urls, survive } = this.#options;
    survive(() => {
      if (outbox.pendingCount >= MAX_PENDING)
        throw new Error(`${MAX_PENDING} webhooks wait already; this one is lost`);
      for (const url of urls) outbox.add({ id, url, roomId, body }, Date.now());
    });
    this.#lookAfter(0);
  }

  close(): void {
    this.#abort.abort();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Sends what is due, and comes back when the next one is. */
  #look(): void {
    if (this.#abort.signal.aborted) return;
    let waitMs = MAX_WAIT_MS;
    this.#options.survive(() => {
      const { urls, outbox } = this.#options;
      const heads = outbox.heads(urls, MAX_AT_ONCE * 2).filter(({ seq }) => !this.#underWay.has(seq));
      for (const item of heads) {
        const untilDueMs = item.dueAt - Date.now();
        if (untilDueMs > 0) waitMs = Math.min(waitMs, untilDueMs);
        else if (this.#underWay.size < MAX_AT_ONCE) void this.#send(item);
      }
    });
    this.#lookAfter(waitMs);
  }

  #lookAfter(delayMs: number): void {
    if (this.#abort.signal.aborted) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), delayMs);
  }

  async #send(item: OutboxItem): Promise<void> {
    this.#underWay.add(item.seq);
    const problem = await this.#deliver(item);
    this.#underWay.delete(item.seq);
    // What was cut off by the close is sent again after the restart; the receiver knows the id.
    if (this.#abort.signal.aborted) return;
    this.#options.survive(() => this.#settle(item, problem));
    this.#lookAfter(0);
  }

  /** @returns why it did not arrive; null: it did */
  async #deliver({ id, url, body }: OutboxItem): Promise<string | null> {
    const now = new Date();
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': this.#signer.sign(id, now, body),
    };
    const signal = AbortSignal.any([this.#abort.signal, AbortSignal.timeout(TIMEOUT_MS)]);
    try {
      // A redirect would take signed data to where nobody configured it.
      const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
      await response.body?.cancel();
      return response.ok ? null : `status ${response.status}`;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  #settle({ seq, id, url, tries }: OutboxItem, problem: string | null): void {
    const { outbox } = this.#options;
    if (problem === null) {
      outbox.finish(seq, Date.now(), 'sent');
      return;
    }
    const delayMs = retryDelayMs(tries + 1, Math.random());
    const { host } = new URL(url);
    if (delayMs === null) outbox.finish(seq, Date.now(), 'given-up');
    else outbox.postpone(seq, Date.now() + delayMs);
    this.#logger.warn({ webhookId: id, host, problem, tries: tries + 1, delayMs }, 'webhook did not arrive');
  }
}

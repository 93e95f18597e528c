import type { Impairment } from '@parley/bots/impairment';

/** How bad a link can be. */
export interface Condition {
  /** Of its rows. */
  readonly id: string;
  readonly what: string;
  readonly down: Impairment;
  readonly up: Impairment;
}

/** A usual way to a server, so that what is asked for again takes its time. */
const WAY = { delayMs: 20 };
const BURSTS = { lastMs: 200, everyMs: 4000 };

export const CONDITIONS: readonly Condition[] = [
  bothWays('loss5', '5 % of all packets lost', { loss: 0.05 }),
  bothWays('loss10', '10 % of all packets lost', { loss: 0.1 }),
  bothWays('loss20', '20 % of all packets lost', { loss: 0.2 }),
  bothWays('jitter300', 'each packet 0 to 300 ms later than it should, so that they overtake each other', {
    jitterMs: 300,
  }),
  condition('down300', '300 kbps down', { rateBps: 300_000 }, {}),
  bothWays(
    'bursts',
    `everything lost in bursts of 0 to ${BURSTS.lastMs * 2} ms, one every ${BURSTS.everyMs / 1000} s on average`,
    { bursts: BURSTS },
  ),
];

function bothWays(id: string, what: string, impairment: Impairment): Condition {
  return condition(id, `${what}, each way`, impairment, impairment);
}

function condition(id: string, what: string, down: Impairment, up: Impairment): Condition {
  return { id, what, down: { ...WAY, ...down }, up: { ...WAY, ...up } };
}

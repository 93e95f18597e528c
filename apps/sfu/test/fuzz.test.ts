import { expect, it } from 'vitest';
import { fuzz } from './fuzz/fuzz.ts';
import { states } from './fuzz/crowd.ts';
import { requestNames } from './fuzz/payloads.ts';

/** Always the same messages; `npm run fuzz` takes others each time. */
const SEED = 6;
const MESSAGES = 2000;
const MAX_BLOCK_MS = 50;
/** Six crowds come one after another; on a machine that has much else to do each takes its time. */
const TIMEOUT_MS = 300_000;

it(
  'every request from every state gets a coded answer, and nothing of others changes',
  { timeout: TIMEOUT_MS },
  async () => {
    console.info(`fuzz: seed ${SEED}; again with npm run fuzz ${MESSAGES} ${SEED}`);
    const report = await fuzz({ seed: SEED, messages: MESSAGES });
    const { uncoded, changed, polluted, left, workerSurvived } = report;
    expect({ uncoded, changed, polluted, left, workerSurvived }).toEqual({
      uncoded: [],
      changed: [],
      polluted: [],
      left: {},
      workerSurvived: true,
    });
    expect(report.maxBlockMs).toBeLessThan(MAX_BLOCK_MS);
    // That it would find something: everything was sent by everybody, and much of it is right.
    const missing = states.flatMap((state) =>
      requestNames.filter((name) => !report.sent.has(`${state} ${name}`)).map((name) => `${state} ${name}`),
    );
    expect(missing).toEqual([]);
    expect(report.accepted).toBeGreaterThan(report.messages / 50);
  },
);

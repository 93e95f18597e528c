import type { Benchmark } from '../Benchmark.ts';

/** `npm run fuzz` sends five times as many, and others each time. */
const MESSAGES = 20_000;
const SEED = 100;

/** What becomes of a server to which anything is sent. */
export const fuzz: Benchmark = {
  name: 'fuzz',
  rows: [
    {
      id: 'fuzz.messages',
      unit: '',
      target: null,
      lowerIsBetter: false,
      meaning: 'Messages of any shape, from ten states and roles, that were sent to the server',
    },
    {
      id: 'fuzz.uncoded-errors',
      unit: '',
      target: 0,
      lowerIsBetter: true,
      meaning: 'Answers to them that are missing, or that are no code of the protocol',
    },
    {
      id: 'fuzz.event-loop-block-ms.max',
      unit: 'ms',
      target: 50,
      lowerIsBetter: true,
      meaning: 'The longest time for which the server could do nothing else meanwhile',
    },
  ],

  async run({ progress, note }) {
    // What makes the messages takes a while to load, and only this needs it.
    const { fuzz: run } = await import('@parley/sfu/fuzz');
    progress(`fuzz: ${MESSAGES} messages`);
    const { messages, uncoded, maxBlockMs, changed, left } = await run({ seed: SEED, messages: MESSAGES });
    if (changed.length > 0) note(`fuzz: what must not change has changed: ${changed.join(', ')}`);
    if (Object.keys(left).length > 0) note(`fuzz: left over: ${JSON.stringify(left)}`);
    return {
      'fuzz.messages': messages,
      'fuzz.uncoded-errors': uncoded.length,
      'fuzz.event-loop-block-ms.max': maxBlockMs,
    };
  },
};

/** `npm run fuzz [messages] [seed]`: the long run. Its figures are those of docs/security.md. */
import { fuzz } from './fuzz.ts';

const MESSAGES = 100_000;

const [messages = MESSAGES, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);
console.info(`fuzz: ${messages} messages with the seed ${seed}`);
const startedAtMs = performance.now();
const report = await fuzz({ seed, messages, onProgress });
const { uncoded, changed, polluted, left, maxBlockMs, workerSurvived, codes, sent } = report;

console.info('\nanswers', { accepted: report.accepted, ...codes, cutOff: report.cutOff });
console.info(
  `memory ${Math.round(report.residentBytes / 1024 / 1024)} MB, event and state pairs ${sent.size}`,
);
for (const each of uncoded.slice(0, 20)) console.info('not a coded answer:', each);
for (const each of [...changed, ...polluted]) console.info('changed:', each);
console.info('left over:', left);
console.info(`fuzz.messages ${report.messages}`);
console.info(`fuzz.uncoded-errors ${uncoded.length}`);
console.info(`fuzz.event-loop-block-ms.max ${maxBlockMs.toFixed(1)}`);
const isClean = [uncoded, changed, polluted, Object.keys(left)].every(({ length }) => length === 0);
process.exitCode = isClean && workerSurvived ? 0 : 1;

function onProgress(sentSoFar: number): void {
  const perSecond = sentSoFar / ((performance.now() - startedAtMs) / 1000);
  process.stderr.write(`\r${sentSoFar} messages, ${Math.round(perSecond)} a second `);
}

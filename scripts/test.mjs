/** `npm test`: all set-up and every check; a failure does not keep the others from being reported. */
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { ensurePackages } from './bootstrap/ensurePackages.mjs';
import { runEntry } from './bootstrap/entry.mjs';
import { programEnvironment } from './bootstrap/programEnvironment.mjs';
import { browserPackages, mediaPackages } from './bootstrap/systemPackages.mjs';
import { ensureWorker } from './bootstrap/worker.mjs';
import { checks } from './checks/checks.mjs';
import { summarize } from './checks/summary.mjs';
import { parseTestOptions, testUsage } from './checks/testOptions.mjs';

const allNames = checks.map(({ name }) => name);

async function test({ names }) {
  await ensureDependencies();
  await ensurePackages([...mediaPackages, ...browserPackages], 'run the tests');
  const env = programEnvironment(await ensureWorker());

  const results = [];
  for (const check of checks.filter(({ name }) => names.includes(name))) {
    results.push(await runCheck(check, env));
  }
  console.log(`\n${summarize(results)}`);
  return results.some(({ failed }) => failed > 0) ? 1 : 0;
}

async function runCheck({ name, run }, env) {
  console.log(`\n── ${name}`);
  const startedMs = performance.now();
  const { output, ...counts } = await run(env);
  if (output) console.log(output.trimEnd());
  return { name, ...counts, seconds: (performance.now() - startedMs) / 1000 };
}

await runEntry({
  parse: () => parseTestOptions(process.argv.slice(2), allNames),
  usage: testUsage(allNames),
  run: test,
});

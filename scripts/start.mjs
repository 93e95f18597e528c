/** `npm start`: everything from a fresh clone to a running server. */
import { join } from 'node:path';
import { startForeground } from './bootstrap/command.mjs';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { runEntry } from './bootstrap/entry.mjs';
import { repoRoot } from './bootstrap/paths.mjs';
import { programEnvironment } from './bootstrap/programEnvironment.mjs';
import { parseStartOptions, startUsage } from './bootstrap/startOptions.mjs';
import { ensureWebBuild } from './bootstrap/webBuild.mjs';
import { ensureWorker } from './bootstrap/worker.mjs';

async function start({ environment }) {
  await ensureDependencies();
  // The two have nothing to do with each other, but on a first start each of them shows its progress.
  const workerBin = await ensureWorker();
  await ensureWebBuild();
  const server = startForeground(process.execPath, [join(repoRoot, 'apps', 'sfu', 'src', 'index.ts')], {
    env: programEnvironment(workerBin, environment),
  });
  return server.ended;
}

await runEntry({
  parse: () => parseStartOptions(process.argv.slice(2)),
  usage: startUsage,
  run: start,
});

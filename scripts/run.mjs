/** `node scripts/run.mjs FILE.ts [arguments]`: runs a program of this repository with all that it needs in place. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { startForeground } from './bootstrap/command.mjs';
import { usageError } from './bootstrap/commandLine.mjs';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { ensurePackages } from './bootstrap/ensurePackages.mjs';
import { runEntry } from './bootstrap/entry.mjs';
import { repoRoot } from './bootstrap/paths.mjs';
import { programEnvironment } from './bootstrap/programEnvironment.mjs';
import { parseRunOptions, runUsage } from './bootstrap/runOptions.mjs';
import { ensureWebBuild } from './bootstrap/webBuild.mjs';
import { ensureWorker } from './bootstrap/worker.mjs';

async function run({ file, args, needs }) {
  const program = resolve(repoRoot, file);
  if (!existsSync(program)) {
    throw usageError(`There is no ${file} in this repository`, 'node scripts/run.mjs --help');
  }
  await ensureDependencies();
  await ensurePackages(needs.packages, `run ${file}`);
  const workerBin = needs.worker ? await ensureWorker() : undefined;
  if (needs.webBuild) await ensureWebBuild();
  return startForeground(process.execPath, [program, ...args], { env: programEnvironment(workerBin) }).ended;
}

await runEntry({ parse: () => parseRunOptions(process.argv.slice(2)), usage: runUsage, run });

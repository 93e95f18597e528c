/** `npm run pictures`: takes the pictures of the guides anew. */
import { startForeground } from './bootstrap/command.mjs';
import { parseCommandLine } from './bootstrap/commandLine.mjs';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { ensurePackages } from './bootstrap/ensurePackages.mjs';
import { runEntry } from './bootstrap/entry.mjs';
import { npmProgram, repoRoot } from './bootstrap/paths.mjs';
import { programEnvironment } from './bootstrap/programEnvironment.mjs';
import { browserPackages, mediaPackages } from './bootstrap/systemPackages.mjs';
import { ensureWebBuild } from './bootstrap/webBuild.mjs';
import { ensureWorker } from './bootstrap/worker.mjs';

const usage = `Usage: npm run pictures

Runs the tests that take the pictures of the guides, and keeps them in docs/images.
`;

async function takePictures() {
  await ensureDependencies();
  await ensurePackages([...mediaPackages, ...browserPackages], 'take pictures');
  const env = programEnvironment(await ensureWorker(), { PARLEY_KEEP_PICTURES: '1' });
  await ensureWebBuild();
  const test = [npmProgram('vitest'), 'run', '--project', 'browser', 'e2e/tests/hostGuidePictures.test.ts'];
  return startForeground(process.execPath, test, { cwd: repoRoot, env }).ended;
}

function parseOptions() {
  const options = { help: { type: 'boolean', default: false } };
  return parseCommandLine(process.argv.slice(2), { options }, 'npm run pictures -- --help').values;
}

await runEntry({ parse: parseOptions, usage, run: takePictures });

/** `npm run dev`: the server, restarted when its sources change, and Vite's dev server; both end together. */
import { join } from 'node:path';
import { startForeground } from './bootstrap/command.mjs';
import { parseCommandLine } from './bootstrap/commandLine.mjs';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { runEntry } from './bootstrap/entry.mjs';
import { npmProgram, repoRoot } from './bootstrap/paths.mjs';
import { programEnvironment } from './bootstrap/programEnvironment.mjs';
import { ensureWorker } from './bootstrap/worker.mjs';

const usage = `Usage: npm run dev

Serves Parley with hot reload: open the URL that Vite prints. It passes /api and /socket.io on to the server.
Settings come from the environment, as with npm start.
`;

async function dev() {
  await ensureDependencies();
  const env = programEnvironment(await ensureWorker());
  const server = startForeground(
    process.execPath,
    ['--watch', join(repoRoot, 'apps', 'sfu', 'src', 'index.ts')],
    { env },
  );
  const vite = startForeground(process.execPath, [npmProgram('vite')], {
    cwd: join(repoRoot, 'apps', 'web'),
    env,
  });
  const code = await Promise.race([server.ended, vite.ended]);
  server.kill();
  vite.kill();
  await Promise.all([server.ended, vite.ended]);
  return code;
}

await runEntry({
  parse: () =>
    parseCommandLine(
      process.argv.slice(2),
      { options: { help: { type: 'boolean' } } },
      'npm run dev -- --help',
    ).values,
  usage,
  run: dev,
});

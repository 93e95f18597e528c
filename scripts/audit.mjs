/** `npm run audit`: whether something that the server or the page runs has a known vulnerability. */
import { runCommand } from './bootstrap/command.mjs';
import { parseCommandLine } from './bootstrap/commandLine.mjs';
import { runEntry } from './bootstrap/entry.mjs';
import { repoRoot } from './bootstrap/paths.mjs';
import { judgeAudit } from './checks/judgeAudit.mjs';

const usage = `Usage: npm run audit [-- --all]

Asks the registry about everything that Parley runs with; with --all also about what it is built and tested with.
Exit codes: 0 nothing is known, 1 something is, 3 the registry does not answer such questions.
`;

/** npm tries again for minutes. */
const TIMEOUT_MS = 60_000;

async function audit({ all }) {
  const args = ['audit', '--json', ...(all ? [] : ['--omit=dev'])];
  const { output } = await runCommand('npm', args, { cwd: repoRoot, timeoutMs: TIMEOUT_MS });
  const { sentence, exitCode } = judgeAudit(output);
  process.stdout.write(`${sentence}\n`);
  return exitCode;
}

function parseOptions() {
  const options = { help: { type: 'boolean', default: false }, all: { type: 'boolean', default: false } };
  return parseCommandLine(process.argv.slice(2), { options }, 'npm run audit -- --help').values;
}

await runEntry({ parse: parseOptions, usage, run: audit });

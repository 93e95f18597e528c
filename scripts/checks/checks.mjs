import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand, startForeground } from '../bootstrap/command.mjs';
import { npmProgram, repoRoot } from '../bootstrap/paths.mjs';
import { SetupError } from '../bootstrap/SetupError.mjs';
import { ensureWebBuild } from '../bootstrap/webBuild.mjs';
import { countTests } from './countTests.mjs';
import { listFailures } from './listFailures.mjs';

/**
 * @typedef {object} CheckResult
 * @property {number} passed
 * @property {number} failed
 * @property {string} [output] what a failed check printed, where it was not shown as it came
 * @property {string[]} [failures] a line or more for each failed test
 *
 * @typedef {object} Check
 * @property {string} name
 * @property {(env: Record<string, string | undefined>) => Promise<CheckResult>} run `env` is for the programs it starts
 */

/** @type {Check[]} In the order in which they run: the quick ones first. */
export const checks = [
  tool('format', 'prettier', ['--check', '--log-level=warn', '.']),
  tool('lint', 'eslint', ['--max-warnings=0', '.']),
  tool('imports', 'depcruise', [
    '--config=.dependency-cruiser.cjs',
    ...['apps', 'packages', 'tools', 'bench', 'e2e'],
  ]),
  tool('types', 'tsc', ['--project', 'tsconfig.json']),
  tool('unused', 'knip', ['--no-progress']),
  { name: 'web', run: buildWeb },
  tests('unit'),
  tests('integration'),
  tests('browser'),
  tests('soak'),
];

/** A tool that passes when it exits with 0; one check. */
function tool(name, program, args) {
  return {
    name,
    run: async (env) => {
      const { code, output } = await runCommand(process.execPath, [npmProgram(program), ...args], {
        cwd: repoRoot,
        env,
      });
      return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, output };
    },
  };
}

async function buildWeb() {
  try {
    await ensureWebBuild();
    return { passed: 1, failed: 0 };
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    return { passed: 0, failed: 1, output: error.message };
  }
}

/** A project of vitest.config.ts; each test counts. Its own report is shown as it comes. */
function tests(project) {
  return {
    name: project,
    run: async (env) => {
      const directory = await mkdtemp(join(tmpdir(), 'parley-tests-'));
      try {
        const reportFile = join(directory, 'report.json');
        const args = ['run', '--project', project, '--reporter=default', '--reporter=json'];
        const vitest = [npmProgram('vitest'), ...args];
        const { ended } = startForeground(process.execPath, [...vitest, `--outputFile.json=${reportFile}`], {
          cwd: repoRoot,
          env,
        });
        const code = await ended;
        const report = await readReport(reportFile);
        return { ...countTests(report, code), failures: listFailures(report, repoRoot) };
      } finally {
        await rm(directory, { recursive: true, force: true });
      }
    },
  };
}

/** Vitest writes none when it fails before the first test. */
async function readReport(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runCommand } from './bootstrap/command.mjs';

const run = (script, ...args) =>
  runCommand(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...args]);

test.each([
  ['start.mjs', '--prot', "Unknown option '--prot' (see npm start -- --help)."],
  ['dev.mjs', '--prot', "Unknown option '--prot' (see npm run dev -- --help)."],
  ['test.mjs', '--prot', "Unknown option '--prot' (see npm test -- --help)."],
  ['test.mjs', 'lnit', 'There is no check "lnit" (see npm test -- --help).'],
  ['audit.mjs', '--al', "Unknown option '--al' (see npm run audit -- --help)."],
  ['pictures.mjs', '--al', "Unknown option '--al' (see npm run pictures -- --help)."],
  ['run.mjs', 'bots', 'The first argument must be a .ts file (see node scripts/run.mjs --help).'],
])('%s %s: one sentence and exit code 2', async (script, argument, sentence) => {
  expect(await run(script, argument)).toEqual({ code: 2, output: `${sentence}\n` });
});

test.each(['start.mjs', 'dev.mjs', 'test.mjs', 'audit.mjs', 'pictures.mjs', 'run.mjs'])(
  '%s --help prints the usage',
  async (script) => {
    const { code, output } = await run(script, '--help');
    expect(code).toBe(0);
    expect(output).toMatch(/^Usage: /);
  },
);

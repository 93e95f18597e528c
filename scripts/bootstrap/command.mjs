import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** How much of a command's output is kept to explain its failure. */
const KEPT_OUTPUT_CHARS = 200_000;

/**
 * Runs a command to its end without showing it.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {object} [options] spawn's options, and
 * @param {(line: string) => void} [options.onLine] called for each line of stdout, as it comes
 * @param {number} [options.timeoutMs] kills the command when it takes longer
 * @returns {Promise<{ code: number, output: string }>} code 127 when the command does not exist (as a shell would say),
 *   128 + n when signal n ended it; output is the end of stdout and stderr, as they came
 */
export function runCommand(command, args, { onLine, timeoutMs, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      ...options,
    });
    let output = '';
    let rest = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-KEPT_OUTPUT_CHARS);
    };
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      keep(chunk);
      if (!onLine) return;
      // ninja redraws its line with carriage returns when it thinks that a person is looking.
      const lines = (rest + chunk).split(/[\r\n]/);
      rest = lines.pop();
      lines.forEach(onLine);
    });
    child.stderr.setEncoding('utf8').on('data', keep);
    child.once('error', (error) => resolve({ code: 127, output: error.message }));
    child.once('close', (code, signal) => resolve({ code: exitCode(code, signal), output }));
  });
}

/** Signals that ask this process to end; they are passed on to the program it runs. */
const FORWARDED_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Starts a command with this process's own terminal and passes signals on to it.
 *
 * In a terminal Ctrl-C reaches the command twice, from the terminal and from here: what is run this way takes a second
 * signal for the same wish.
 *
 * @returns {{ ended: Promise<number>, kill: (signal?: NodeJS.Signals) => void }} `ended` gives the exit code
 */
export function startForeground(command, args, options = {}) {
  const child = spawn(command, args, { stdio: 'inherit', ...options });
  const kill = (signal = 'SIGTERM') => {
    child.kill(signal);
  };
  for (const signal of FORWARDED_SIGNALS) process.on(signal, kill);
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(exitCode(code, signal)));
  }).finally(() => {
    for (const signal of FORWARDED_SIGNALS) process.off(signal, kill);
  });
  return { ended, kill };
}

/** As a shell reports it: a program ended by signal n exits with 128 + n. */
function exitCode(code, signal) {
  return code ?? 128 + constants.signals[signal];
}

/** The last line of a command's output that says something; for one-sentence errors. */
export function lastLine(output) {
  return output.trimEnd().split('\n').at(-1).trim();
}

import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { SignalError } from '@parley/client';
import { Crowd } from './cli/Crowd.ts';
import { parseOptions, usage } from './cli/options.ts';
import type { CliOptions } from './cli/options.ts';
import { liveLine, summaryTable } from './cli/summary.ts';
import { ensureMedia } from './media/ensureMedia.ts';

const LIVE_LINE_MS = 1000;

/** Progress goes to stderr, figures to stdout. */
const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(usage);
    return;
  }
  const stop = new AbortController();
  // Once: a second Ctrl+C ends the process at once.
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  const media = await ensureMedia({ onProgress: say });
  const crowd = new Crowd(options, media, (problem) => say(`Problem: ${describe(problem, options)}`));
  try {
    await run(crowd, options, stop.signal);
  } catch (error) {
    throw new Error(describe(error, options), { cause: error });
  } finally {
    await crowd.leave();
  }
}

async function run(crowd: Crowd, options: CliOptions, stop: AbortSignal): Promise<void> {
  await crowd.join(stop, (bot) => {
    const joined = Math.round(bot.stats().timing.joinedMs);
    say(`${crowd.size}/${options.count} ${bot.displayName} joined ${options.room} in ${joined} ms`);
  });
  await stay(crowd, options, stop);
  const figures = crowd.stats();
  process.stdout.write(
    `${options.json ? JSON.stringify({ bots: figures }, null, 2) : summaryTable(figures)}\n`,
  );
}

/** Until the time is over or somebody interrupts, with a line about how it goes where there is a terminal. */
async function stay(crowd: Crowd, { room, durationS }: CliOptions, stop: AbortSignal): Promise<void> {
  if (stop.aborted) return;
  const startedAtMs = performance.now();
  const showLine = (): void => {
    const line = liveLine(room, crowd.stats(), (performance.now() - startedAtMs) / 1000);
    process.stderr.write(`\r${line}\u001b[K`);
  };
  const timer = process.stderr.isTTY ? setInterval(showLine, LIVE_LINE_MS) : null;
  if (durationS === null) await once(stop, 'abort');
  else await sleep(durationS * 1000, undefined, { signal: stop }).catch(ignoreAbort);
  if (timer !== null) {
    clearInterval(timer);
    process.stderr.write('\n');
  }
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof Error && error.name === 'AbortError')) throw error;
}

/** One sentence for people. */
function describe(error: unknown, { url, room }: CliOptions): string {
  if (!(error instanceof SignalError)) return error instanceof Error ? error.message : String(error);
  if (error.code === 'DISCONNECTED' || error.code === 'TIMEOUT')
    return `The server at ${url} cannot be reached.`;
  return `Joining ${room} failed: ${error.message}`;
}

main().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});

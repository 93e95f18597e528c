import { join } from 'node:path';
import { lastLine, runCommand } from './command.mjs';
import { ensurePackages } from './ensurePackages.mjs';
import { ninjaStep } from './ninjaStep.mjs';
import { withProgress } from './Progress.mjs';
import { SetupError } from './SetupError.mjs';
import { workerBuildPackages } from './systemPackages.mjs';
import { prepareWorkerSources } from './workerSources.mjs';

/**
 * Builds mediasoup-worker from the sources in the npm package against the system's libraries (infra/worker/README.md).
 * Takes four to six minutes on two cores.
 *
 * @param {string} mediasoup the installed package; nothing is written there
 * @param {string} scratch a folder for sources and build, to be removed by the caller
 * @returns {Promise<string>} the binary
 * @throws {SetupError}
 */
export async function buildWorker(mediasoup, scratch) {
  await ensurePackages(
    workerBuildPackages,
    'build mediasoup-worker (its prebuilt program could not be used)',
  );
  const sources = join(scratch, 'worker');
  const build = join(scratch, 'build');
  await prepareWorkerSources(mediasoup, sources);
  return withProgress(
    'Building mediasoup-worker (once; some five minutes on two cores)',
    async (progress) => {
      await step('meson', [
        'setup',
        '--buildtype=release',
        '-Db_ndebug=true',
        '--wrap-mode=nodownload',
        build,
        sources,
      ]);
      await step('ninja', ['-C', build, 'mediasoup-worker'], (line) => {
        const counts = ninjaStep(line);
        if (counts) progress.update(counts.done, counts.total);
      });
      return join(build, 'mediasoup-worker');
    },
  );
}

async function step(command, args, onLine) {
  const { code, output } = await runCommand(command, args, { onLine });
  if (code === 0) return;
  const reason = output.split('\n').find((line) => /\berror:/i.test(line)) ?? lastLine(output);
  throw new SetupError(`mediasoup-worker could not be built (${command}): ${reason.trim()}`);
}

import { join } from 'node:path';
import { runCommand } from './command.mjs';
import { cacheRoot, npmProgram, repoRoot } from './paths.mjs';
import { withProgress } from './Progress.mjs';
import { SetupError } from './SetupError.mjs';

/**
 * Builds the web app into apps/web/dist when its sources have changed; turbo knows whether they have.
 *
 * @throws {SetupError} with what the build printed
 */
export async function ensureWebBuild() {
  await withProgress('Building the web app', async () => {
    const args = ['run', 'build', '--filter=@parley/web', '--output-logs=errors-only', '--ui=stream'];
    const { code, output } = await runCommand(
      process.execPath,
      [npmProgram('turbo'), ...args, '--cache-dir', join(cacheRoot(), 'turbo')],
      {
        cwd: repoRoot,
        env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1', NO_COLOR: '1' },
      },
    );
    if (code !== 0) throw new SetupError(`The web app could not be built:\n${output.trim()}`);
  });
}

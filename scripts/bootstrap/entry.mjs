import { handOverToNewerNode } from './node.mjs';
import { SetupError } from './SetupError.mjs';

/**
 * Runs one of the commands in scripts/: in a Node that is new enough, and with errors that a person can act on as the
 * one sentence they are. Anything else that is thrown is a bug in these scripts and keeps its stack trace.
 *
 * @template {{ help: boolean }} Options
 * @param {object} command
 * @param {() => Options} command.parse reads the command line, before anything is downloaded; throws a SetupError
 * @param {string} command.usage what --help prints
 * @param {(options: Options) => Promise<number>} command.run gives the exit code
 */
export async function runEntry({ parse, usage, run }) {
  try {
    const options = parse();
    if (options.help) {
      process.stdout.write(usage);
      return;
    }
    process.exitCode = (await handOverToNewerNode()) ?? (await run(options));
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    process.exitCode = error.exitCode;
  }
}

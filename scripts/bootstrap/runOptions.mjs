import { usageError } from './commandLine.mjs';
import { browserPackages, mediaPackages } from './systemPackages.mjs';

export const runUsage = `Usage: node scripts/run.mjs FILE.ts [arguments for it]

Runs a TypeScript program of this repository in a Node that can, after setting up what it needs.
`;

/**
 * What programs need beyond Node and the npm packages, by the folder they are in.
 *
 * @typedef {{ packages: import('./systemPackages.mjs').SystemPackage[], worker: boolean, webBuild: boolean }} Needs
 * @type {[folder: string, needs: Needs][]}
 */
const NEEDS = [
  // Bots join a server that runs already, perhaps on another machine.
  ['tools/bots/', { packages: mediaPackages, worker: false, webBuild: false }],
  // The benchmarks start servers of their own and open pages in them.
  ['bench/', { packages: [...mediaPackages, ...browserPackages], worker: true, webBuild: true }],
];

const NO_NEEDS = { packages: [], worker: true, webBuild: false };

/**
 * @param {string[]} argv this script's arguments; those behind the file belong to the file
 * @returns {{ help: boolean, file: string, args: string[], needs: Needs }}
 * @throws {import('./SetupError.mjs').SetupError}
 */
export function parseRunOptions(argv) {
  const [file = '', ...args] = argv;
  if (file === '--help') return { help: true, file, args, needs: NO_NEEDS };
  if (!file.endsWith('.ts'))
    throw usageError('The first argument must be a .ts file', 'node scripts/run.mjs --help');
  const needs = NEEDS.find(([folder]) => file.startsWith(folder))?.[1] ?? NO_NEEDS;
  // Asking a program for its usage needs nothing that only running it does.
  if (args.includes('--help')) return { help: false, file, args, needs: { ...NO_NEEDS, worker: false } };
  return { help: false, file, args, needs };
}

import { delimiter, dirname, join } from 'node:path';
import { cacheRoot } from './paths.mjs';

/**
 * The environment for programs of this repository: they find the worker, their children find this Node, and what V8
 * has compiled once is kept for the next start.
 *
 * @param {string} [workerBin] not every program starts one
 * @param {Record<string, string>} [more]
 */
export function programEnvironment(workerBin, more = {}) {
  return {
    ...process.env,
    PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
    NODE_COMPILE_CACHE: join(cacheRoot(), 'compiled'),
    ...(workerBin && { PARLEY_WORKER_BIN: workerBin }),
    ...more,
  };
}

import { spawnSync } from 'node:child_process';

const HOLD_BACK = ['--block-signal=INT', '--block-signal=TERM'];

/**
 * Keeps the signals that end a server from its media workers. Ctrl-C in a terminal and most supervisors signal every process of
 * a service, and a worker ends by itself then: no sound while people are still told that the server restarts. Shielded ones
 * end when this process says so, or is gone itself.
 *
 * mediasoup starts its workers under another program only for valgrind's sake; GNU's `env` does in its place: what it becomes
 * keeps the signals blocked. Where it cannot (macOS, busybox), all stays as it is.
 *
 * @param environment of this process, which the workers inherit
 */
export function shieldWorkers(environment: NodeJS.ProcessEnv): void {
  if (environment['MEDIASOUP_USE_VALGRIND'] !== undefined) return;
  if (spawnSync('env', [...HOLD_BACK, 'true'], { stdio: 'ignore' }).status !== 0) return;
  Object.assign(environment, {
    MEDIASOUP_USE_VALGRIND: 'true',
    MEDIASOUP_VALGRIND_BIN: 'env',
    MEDIASOUP_VALGRIND_OPTIONS: HOLD_BACK.join(' '),
  });
}

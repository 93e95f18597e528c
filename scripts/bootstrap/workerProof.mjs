import { fileURLToPath } from 'node:url';
import { lastLine, runCommand } from './command.mjs';

const handshake = fileURLToPath(new URL('workerHandshake.mjs', import.meta.url));
/** It takes 0.2 s where it works. */
const TIMEOUT_MS = 15_000;

/**
 * Has a mediasoup-worker prove that it does its work, in a process of its own: a broken one may crash or hang.
 *
 * @param {string} binary
 * @returns {Promise<string | undefined>} what went wrong; undefined when it works
 */
export async function proveWorker(binary) {
  const { code, output } = await runCommand(process.execPath, [handshake, binary], { timeoutMs: TIMEOUT_MS });
  if (code === 0) return undefined;
  return lastLine(output) || `no handshake within ${TIMEOUT_MS / 1000} s`;
}

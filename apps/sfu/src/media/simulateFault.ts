import type { MediaFault } from '@parley/protocol';
import type { PeerTransports } from './PeerTransports.ts';

export interface FaultTarget {
  transports: PeerTransports;
  /** Of the worker that has them. */
  workerPid: number;
}

/** For drills: has the media of somebody suffer what networks and machines do to it. */
export async function simulateFault(
  fault: MediaFault,
  { transports, workerPid }: FaultTarget,
): Promise<void> {
  if (fault === 'worker-death') process.kill(workerPid, 'SIGKILL');
  else if (fault === 'worker-hang') process.kill(workerPid, 'SIGSTOP');
  else await Promise.all([transports.send, transports.recv].map(forgetIce));
}

/**
 * The client's checks are answered no more, and it finds that its way leads nowhere. Twice, because mediasoup goes on with the
 * credentials before the last until somebody uses the new ones.
 */
async function forgetIce(transport: PeerTransports['send']): Promise<void> {
  await transport.restartIce();
  await transport.restartIce();
}

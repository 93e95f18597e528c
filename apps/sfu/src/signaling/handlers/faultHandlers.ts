import { SfuError } from '../../errors.ts';
import type { Handlers } from '../bindRequests.ts';

/** What goes wrong on purpose, where the server is set up for it (`PARLEY_FAULTS`). */
export function faultHandlers({ faults }: { faults: boolean }): Pick<Handlers, 'simulate-fault'> {
  return {
    'simulate-fault': async (session, { fault }) => {
      if (!faults) throw new SfuError('NOT_ALLOWED');
      const { room, peer } = session.membership;
      // A worker is everybody's; of one's own way through the network one may make what one likes.
      if (fault !== 'ice-failure') room.moderation.check(peer, 'break-worker');
      await peer.media.simulateFault(fault);
      return {};
    },
  };
}

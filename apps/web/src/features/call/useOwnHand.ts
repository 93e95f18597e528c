import { useRoom, useRoomClient } from '../../room/roomContext.tsx';
import { useHostAction } from '../../room/useHostAction.ts';

export interface OwnHand {
  readonly raised: boolean;
  toggle: () => void;
}

/** Whether my hand is up, and the way to change it. */
export function useOwnHand(): OwnHand {
  const client = useRoomClient();
  const run = useHostAction();
  const raised = useRoom(({ self }) => (self?.handRaisedAt ?? null) !== null);
  return { raised, toggle: () => void run(client.raiseHand(!raised)) };
}

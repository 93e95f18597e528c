import type { Membership } from './Membership.ts';
import type { RoomStore } from './RoomStore.ts';
import { settledWithin } from './settledWithin.ts';
import type { SignalClient } from './SignalClient.ts';

/** How long leaving waits for the server to confirm. */
const TIMEOUT_MS = 1000;

/** Tells the server, or the others would see a lost connection for a while. Never fails. */
export async function tellLeaving(
  signal: SignalClient,
  store: RoomStore,
  membership: Membership,
): Promise<void> {
  const { status } = store.getSnapshot();
  if (status === 'waiting') await membership.tellLeavingLobby();
  if (status !== 'joined' || !signal.connected) return;
  const left = signal.request('leave-room', {}).then(({ record }) => store.update({ record }));
  await settledWithin(left, TIMEOUT_MS);
}

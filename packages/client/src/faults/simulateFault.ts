import { SignalError } from '../errors.ts';
import type { RoomStore } from '../RoomStore.ts';
import type { SignalClient } from '../SignalClient.ts';
import type { Fault, FaultOptions } from './faults.ts';

export interface FaultContext {
  signal: SignalClient;
  store: RoomStore;
  /** Of a platform through whose hands packets go. */
  losePackets: ((share: number, forMs: number) => void) | undefined;
}

const DEFAULT_S = 10;
const DEFAULT_PERCENT = 10;

/** Loaded only where faults are allowed: no call carries this. @throws {SignalError} NOT_ALLOWED and what the server refuses */
export async function simulateFault(
  fault: Fault,
  { forS = DEFAULT_S, percent = DEFAULT_PERCENT }: FaultOptions,
  { signal, store, losePackets }: FaultContext,
): Promise<void> {
  const forMs = forS * 1000;
  switch (fault) {
    case 'socket-drop':
      signal.breakOff(forMs);
      break;
    case 'freeze':
      standStill(forMs);
      break;
    case 'camera-death':
    case 'microphone-death':
      endTrack(store.getSnapshot().local[fault === 'camera-death' ? 'camera' : 'microphone']?.track);
      break;
    case 'packet-loss':
      if (losePackets === undefined) throw new SignalError('NOT_ALLOWED');
      losePackets(percent / 100, forMs);
      break;
    default:
      await signal.request('simulate-fault', { fault });
  }
}

function standStill(forMs: number): void {
  const untilMs = performance.now() + forMs;
  while (performance.now() < untilMs);
}

/** `stop` alone says nothing to whoever holds the track: devices that are unplugged do. */
function endTrack(track: MediaStreamTrack | null | undefined): void {
  track?.stop();
  track?.dispatchEvent(new Event('ended'));
}

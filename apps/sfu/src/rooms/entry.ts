import type { ErrorCode, RoomSettings } from '@parley/protocol';

/** All that decides whether somebody may come in now. */
export interface EntryFacts {
  settings: Pick<RoomSettings, 'lobby' | 'waitForHost' | 'locked'>;
  /** The host or a co-host, by key or token: past everything but a full room. */
  isHost: boolean;
  /** A host has let them in. */
  isAdmitted: boolean;
  isFull: boolean;
  /** They wait in front of it, perhaps since before it was locked or full: a host decides. */
  isWaiting: boolean;
  /** A host or a co-host is inside. */
  hostInside: boolean;
  /** A host has put them out of this meeting. */
  wasRemoved: boolean;
  /** A host has put them back to the lobby. */
  mustWait: boolean;
}

/** What keeps somebody out, or null. LOBBY_REQUIRED and HOST_ABSENT are no refusals, but ways through the lobby. */
export function entryRefusal(facts: EntryFacts): ErrorCode | null {
  const { settings, isHost, isAdmitted, isWaiting, hostInside } = facts;
  if (isHost) return facts.isFull ? 'ROOM_FULL' : null;
  if (facts.wasRemoved) return 'REMOVED';
  if (settings.locked && !isAdmitted && !isWaiting) return 'ROOM_LOCKED';
  if (facts.isFull && (isAdmitted || !isWaiting)) return 'ROOM_FULL';
  if (isAdmitted) return null;
  const hostDecides = settings.lobby || settings.locked || facts.mustWait || facts.isFull;
  if (!hostInside && (settings.waitForHost || hostDecides)) return 'HOST_ABSENT';
  return hostDecides ? 'LOBBY_REQUIRED' : null;
}

import type { ErrorCode, RoomSettings } from '@parley/protocol';

/** All that decides whether somebody may come in now. */
export interface EntryFacts {
  settings: Pick<RoomSettings, 'lobby' | 'waitForHost' | 'locked'>;
  /** The host or a co-host, by key or token: past everything but a full room. */
  isHost: boolean;
  /** A host has let them in. */
  isAdmitted: boolean;
  isFull: boolean;
  /** A host or a co-host is inside. */
  hostInside: boolean;
  /** A host has put them out of this meeting. */
  wasRemoved: boolean;
  /** A host has put them back to the lobby. */
  mustWait: boolean;
}

/** What keeps somebody out, or null. LOBBY_REQUIRED and HOST_ABSENT are no refusals, but ways through the lobby. */
export function entryRefusal(facts: EntryFacts): ErrorCode | null {
  const { settings, isHost, isAdmitted, hostInside } = facts;
  if (isHost) return facts.isFull ? 'ROOM_FULL' : null;
  if (facts.wasRemoved) return 'REMOVED';
  if (settings.locked && !isAdmitted) return 'ROOM_LOCKED';
  if (facts.isFull) return 'ROOM_FULL';
  if (isAdmitted) return null;
  if (!hostInside && (settings.waitForHost || settings.lobby || facts.mustWait)) return 'HOST_ABSENT';
  return settings.lobby || facts.mustWait ? 'LOBBY_REQUIRED' : null;
}

import type { Entrance } from '@parley/protocol';
import type { Credentials } from '../../room/RoomVisit.ts';

/** What one should know before pressing Join: a key of the feature's texts. */
export type DoorNotice = 'asHost' | 'locked' | 'full' | 'waitsForHost' | 'lobby';

/** The most important of what the door says; null where one can simply walk in, or nothing is known yet. */
export function doorNotice(entrance: Entrance | null, { isHost }: Credentials): DoorNotice | null {
  if (entrance === null) return null;
  if (entrance.participantCount >= entrance.maxParticipants) return 'full';
  if (isHost) return 'asHost';
  if (entrance.locked) return 'locked';
  if (entrance.waitsForHost) return 'waitsForHost';
  return entrance.lobby ? 'lobby' : null;
}

import { type Entrance, openRoom } from '@parley/protocol';
import type { z } from 'zod';
import { SfuError } from '../../errors.ts';
import type { RoomProfile } from '../../rooms/profile.ts';
import type { RoomRegistry } from '../../rooms/RoomRegistry.ts';
import type { roomDetailsSchema } from './schemas.ts';

export type RoomDetails = z.infer<typeof roomDetailsSchema>;

/** A room as it is shown over HTTP. @throws {SfuError} ROOM_NOT_FOUND */
export function roomDetails(registry: RoomRegistry, roomId: string, sees: 'all' | 'public'): RoomDetails {
  const profile = registry.find(roomId);
  if (profile === null) throw new SfuError('ROOM_NOT_FOUND');
  return detailsOf(registry, profile, sees);
}

export function detailsOf(registry: RoomRegistry, profile: RoomProfile, sees: 'all' | 'public'): RoomDetails {
  const people = registry.get(profile.id)?.peers ?? [];
  const names = sees === 'all' || isOpen(registry, profile) ? people : [];
  return {
    roomId: profile.id,
    createdAt: profile.createdAt,
    participantCount: people.length,
    maxParticipants: profile.maxParticipants,
    displayNames: names.map(({ displayName }) => displayName),
    settings: profile.settings,
    videoCodec: profile.videoCodec,
    kept: profile.hostKeyHash !== null,
  };
}

/** What anybody at the door may know. @throws {SfuError} ROOM_NOT_FOUND where joining does not make rooms */
export function entranceOf(registry: RoomRegistry, roomId: string): Entrance {
  const profile = registry.find(roomId);
  if (profile === null && !registry.createsOnJoin) throw new SfuError('ROOM_NOT_FOUND');
  const room = registry.get(roomId);
  const people = room?.peers ?? [];
  const settings = profile?.settings ?? openRoom;
  const { name, hasPasscode, lobby, locked, waitForHost, allow } = settings;
  return {
    name,
    needsPasscode: hasPasscode,
    lobby,
    locked,
    waitsForHost: (waitForHost || lobby) && room?.hostInside !== true,
    needsToken: registry.needsToken,
    allow,
    displayNames: profile !== null && isOpen(registry, profile) ? people.map((peer) => peer.displayName) : [],
    participantCount: people.length,
    maxParticipants: profile?.maxParticipants ?? registry.maxParticipants,
  };
}

/** Everybody may enter, so everybody may know who is there. */
function isOpen(registry: RoomRegistry, { settings }: RoomProfile): boolean {
  const { hasPasscode, lobby, locked } = settings;
  return !registry.needsToken && !hasPasscode && !lobby && !locked;
}

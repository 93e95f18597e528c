import {
  openRoom,
  type RoomChanges,
  type RoomChoices,
  type RoomSettings,
  type VideoCodec,
} from '@parley/protocol';
import type { StoredRoom } from './RoomStorage.ts';

/** What a room is like. One that nobody made on purpose has no host key. */
export type RoomProfile = Omit<StoredRoom, 'hostKeyHash'> & { readonly hostKeyHash: string | null };

/** Changes whose passcode is hashed; `passcodeHash` is absent where it stays. */
export type ProfileChanges = Omit<RoomChanges, 'passcode'> & { passcodeHash?: string | null };

export interface NewRoom {
  id: string;
  choices: Omit<RoomChoices, 'passcode'>;
  passcodeHash: string | null;
  hostKeyHash: string | null;
  videoCodec: VideoCodec;
  /** At most this many people, whatever was chosen. */
  seats: number;
}

/** The profile of a new room. */
export function newProfile({ id, choices, seats, ...secrets }: NewRoom): RoomProfile {
  const { hostKeyHash, passcodeHash, videoCodec } = secrets;
  const blank = { id, createdAt: Date.now(), settings: openRoom, videoCodec, maxParticipants: seats };
  return changedProfile({ ...blank, hostKeyHash, passcodeHash: null }, { ...choices, passcodeHash }, seats);
}

/** The profile with what the changes say, and the rest as it was. */
export function changedProfile<P extends RoomProfile>(profile: P, changes: ProfileChanges, seats: number): P {
  const { passcodeHash = profile.passcodeHash, maxParticipants = profile.maxParticipants } = changes;
  return {
    ...profile,
    passcodeHash,
    maxParticipants: Math.min(maxParticipants, seats),
    settings: { ...changedSettings(profile.settings, changes), hasPasscode: passcodeHash !== null },
  };
}

function changedSettings(settings: RoomSettings, changes: ProfileChanges): RoomSettings {
  return {
    ...settings,
    name: changes.name ?? settings.name,
    lobby: changes.lobby ?? settings.lobby,
    waitForHost: changes.waitForHost ?? settings.waitForHost,
    joinMuted: changes.joinMuted ?? settings.joinMuted,
    succession: changes.succession ?? settings.succession,
    allow: changedAllow(settings.allow, changes.allow ?? {}),
  };
}

function changedAllow(
  allow: RoomSettings['allow'],
  changes: NonNullable<RoomChanges['allow']>,
): RoomSettings['allow'] {
  return {
    share: changes.share ?? allow.share,
    chat: changes.chat ?? allow.chat,
    unmute: changes.unmute ?? allow.unmute,
    camera: changes.camera ?? allow.camera,
  };
}

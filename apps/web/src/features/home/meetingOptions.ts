import type { Audience } from '@parley/protocol';
import type { NewRoomChoices } from '../../room/roomsApi.ts';

/** The form's fields as a person fills them in. */
export interface MeetingOptions {
  name: string;
  passcode: string;
  lobby: boolean;
  waitForHost: boolean;
  joinMuted: boolean;
  share: Audience;
  chat: Audience;
  unmute: Audience;
  camera: Audience;
  succession: NonNullable<NewRoomChoices['succession']>;
  /** As typed; empty is as many as the server allows. */
  maxParticipants: string;
  videoCodec: NonNullable<NewRoomChoices['videoCodec']>;
}

/** A meeting nobody has chosen anything for. */
export const plainMeeting: MeetingOptions = {
  name: '',
  passcode: '',
  lobby: false,
  waitForHost: false,
  joinMuted: false,
  share: 'everyone',
  chat: 'everyone',
  unmute: 'everyone',
  camera: 'everyone',
  succession: 'longest-present',
  maxParticipants: '',
  videoCodec: 'vp8',
};

/** What the server is asked for. */
export function choicesOf(options: MeetingOptions): NewRoomChoices {
  const { name, passcode, share, chat, unmute, camera, maxParticipants, ...rules } = options;
  return {
    ...rules,
    allow: { share, chat, unmute, camera },
    ...(name.trim() !== '' && { name: name.trim() }),
    ...(passcode.trim() !== '' && { passcode: passcode.trim() }),
    ...(maxParticipants.trim() !== '' && { maxParticipants: Number(maxParticipants) }),
  };
}

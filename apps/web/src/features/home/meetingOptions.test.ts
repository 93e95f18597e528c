import { roomChoicesSchema } from '@parley/protocol';
import { expect, test } from 'vitest';
import { choicesOf, plainMeeting } from './meetingOptions.ts';

test('says nothing about what was left empty', () => {
  const choices = choicesOf(plainMeeting);
  expect(choices).not.toHaveProperty('name');
  expect(choices).not.toHaveProperty('passcode');
  expect(choices).not.toHaveProperty('maxParticipants');
});

test('asks for what the server understands', () => {
  const choices = choicesOf({
    ...plainMeeting,
    name: ' 주간 회의 ',
    passcode: ' 1234 ',
    lobby: true,
    share: 'hosts',
    succession: 'end',
    maxParticipants: '12',
    videoCodec: 'vp9',
  });
  expect(roomChoicesSchema.parse(choices)).toMatchObject({
    name: '주간 회의',
    passcode: '1234',
    lobby: true,
    allow: { share: 'hosts', chat: 'everyone', unmute: 'everyone', camera: 'everyone' },
    succession: 'end',
    maxParticipants: 12,
  });
});

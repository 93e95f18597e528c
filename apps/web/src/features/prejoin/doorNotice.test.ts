import type { Entrance } from '@parley/protocol';
import { expect, test } from 'vitest';
import { doorNotice } from './doorNotice.ts';

const open: Entrance = {
  name: '',
  needsPasscode: false,
  lobby: false,
  locked: false,
  waitsForHost: false,
  needsToken: false,
  allow: { share: 'everyone', chat: 'everyone', unmute: 'everyone', camera: 'everyone' },
  displayNames: [],
  participantCount: 1,
  maxParticipants: 2,
};
const guest = { isHost: false, hasToken: false };
const host = { isHost: true, hasToken: false };

test.each([
  ['nothing is known', null, guest, null],
  ['an open room', open, guest, null],
  ['a lobby', { ...open, lobby: true }, guest, 'lobby'],
  ['a lobby without a host', { ...open, lobby: true, waitsForHost: true }, guest, 'waitsForHost'],
  ['a locked room', { ...open, locked: true, lobby: true }, guest, 'locked'],
  ['a locked room for its host', { ...open, locked: true }, host, 'asHost'],
  ['a full room, even for its host', { ...open, participantCount: 2 }, host, 'full'],
] as const)('%s', (_, entrance, credentials, notice) => {
  expect(doorNotice(entrance, credentials)).toBe(notice);
});

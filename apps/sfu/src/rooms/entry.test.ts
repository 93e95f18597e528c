import { expect, it } from 'vitest';
import { type EntryFacts, entryRefusal } from './entry.ts';

const open = { lobby: false, waitForHost: false, locked: false };
const lobby = { ...open, lobby: true };
const waiting = { ...open, waitForHost: true };
const locked = { ...open, locked: true };
const plain: EntryFacts = {
  settings: open,
  isHost: false,
  isAdmitted: false,
  isFull: false,
  isWaiting: false,
  hostInside: true,
  wasRemoved: false,
  mustWait: false,
};

const cases: [what: string, facts: Partial<EntryFacts>, refusal: string | null][] = [
  ['an open room', {}, null],
  ['an open room without a host', { hostInside: false }, null],
  ['a full room', { isFull: true }, 'ROOM_FULL'],
  ['a locked room', { settings: locked }, 'ROOM_LOCKED'],
  ['a locked, full room', { settings: locked, isFull: true }, 'ROOM_LOCKED'],
  ['a lobby', { settings: lobby }, 'LOBBY_REQUIRED'],
  ['a lobby nobody watches', { settings: lobby, hostInside: false }, 'HOST_ABSENT'],
  ['a room that waits', { settings: waiting, hostInside: false }, 'HOST_ABSENT'],
  ['a room that waits no longer', { settings: waiting }, null],
  ['put back to the lobby', { mustWait: true }, 'LOBBY_REQUIRED'],
  ['put back, and the host is gone', { mustWait: true, hostInside: false }, 'HOST_ABSENT'],
  ['let in', { settings: lobby, isAdmitted: true }, null],
  ['waiting since before the lock', { settings: locked, isWaiting: true }, 'LOBBY_REQUIRED'],
  ['the same, nobody watches', { settings: locked, isWaiting: true, hostInside: false }, 'HOST_ABSENT'],
  ['waiting, and full by now', { isFull: true, isWaiting: true }, 'LOBBY_REQUIRED'],
  ['waiting, let in, and full by now', { isFull: true, isWaiting: true, isAdmitted: true }, 'ROOM_FULL'],
  ['waiting for nothing any longer', { isWaiting: true }, null],
  ['waiting, and put out', { isWaiting: true, wasRemoved: true }, 'REMOVED'],
  ['let in before the lock', { settings: locked, isAdmitted: true }, null],
  ['let in after having been put back', { mustWait: true, isAdmitted: true }, null],
  ['let in, but full by now', { isAdmitted: true, isFull: true }, 'ROOM_FULL'],
  ['put out', { wasRemoved: true }, 'REMOVED'],
  ['put out and let in by mistake', { wasRemoved: true, isAdmitted: true }, 'REMOVED'],
  ['a host, past lobby and lock', { isHost: true, settings: { ...lobby, locked: true } }, null],
  ['a host, past waiting', { isHost: true, settings: waiting, hostInside: false }, null],
  ['a host who was put out', { isHost: true, wasRemoved: true }, null],
  ['a host before a full room', { isHost: true, isFull: true }, 'ROOM_FULL'],
];

it.each(cases)('%s', (_what, facts, refusal) => {
  expect(entryRefusal({ ...plain, ...facts })).toBe(refusal);
});

import { expect, test } from 'vitest';
import { parseRecentRooms, withRecentRoom, withoutRecentRoom } from './recentRooms.ts';

test('a stored list comes back, newest first', () => {
  const rooms = [
    { roomId: 'older', joinedAt: 1 },
    { roomId: '주간-회의', joinedAt: 2 },
  ];
  expect(parseRecentRooms(JSON.stringify(rooms))).toEqual([rooms[1], rooms[0]]);
});

test.each([
  null,
  '',
  '{',
  'null',
  '{}',
  '"text"',
  '[null, 1, "a", {}, []]',
  '[{"roomId":"<b>","joinedAt":1}]',
  '[{"roomId":"demo","joinedAt":"x"}]',
  '[{"roomId":"demo","joinedAt":1e300}]',
  '[{"roomId":"demo"}]',
])('corrupted storage %j is an empty list', (stored) => {
  expect(parseRecentRooms(stored)).toEqual([]);
});

test('good entries survive bad neighbours, double ones and unknown fields', () => {
  const stored = JSON.stringify([
    { roomId: 'demo', joinedAt: 5, extra: 1 },
    7,
    { roomId: 'demo', joinedAt: 3 },
  ]);
  expect(parseRecentRooms(stored)).toEqual([{ roomId: 'demo', joinedAt: 5 }]);
});

test('a room joined again moves to the front and the list stays short', () => {
  let rooms = parseRecentRooms(null);
  for (let index = 0; index < 10; index++)
    rooms = withRecentRoom(rooms, { roomId: `room-${index}`, joinedAt: index });
  rooms = withRecentRoom(rooms, { roomId: 'room-6', joinedAt: 99 });
  expect(rooms.map((room) => room.roomId)).toEqual([
    'room-6',
    'room-9',
    'room-8',
    'room-7',
    'room-5',
    'room-4',
  ]);
  expect(withoutRecentRoom(rooms, 'room-9')).toHaveLength(5);
});

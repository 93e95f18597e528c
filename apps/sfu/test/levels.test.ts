import type { EventOf } from '@parley/protocol';
import { expect, it } from 'vitest';
import type { Room } from '../src/rooms/Room.ts';
import { startSfu } from '../testing/startSfu.ts';
import { TestClient } from './TestClient.ts';

/** What a room does when its levels change. */
function sendLevels(room: Room | undefined, userId: string): EventOf<'audio-levels'> {
  const data = { levels: [{ userId, dbov: -20 }] };
  for (const peer of room?.peers ?? []) peer.notifyVolatile('audio-levels', data);
  return data;
}

it('levels reach everybody in their room once, and nobody else', async () => {
  await using sfu = await startSfu();
  const join = async (roomId: string) => (await TestClient.join(sfu, roomId)).client;
  using anna = await join('first');
  using ben = await join('first');
  using carl = await join('first');
  using dora = await join('second');
  await carl.request('leave-room', {});
  const [first, second] = [sfu.registry.get('first'), sfu.registry.get('second')];

  // In one turn, as when two rooms happen to be measured together.
  const sent = { first: sendLevels(first, 'anna'), second: sendLevels(second, 'dora') };
  expect(await anna.next('audio-levels')).toEqual(sent.first);
  expect(await ben.next('audio-levels')).toEqual(sent.first);
  expect(await dora.next('audio-levels')).toEqual(sent.second);

  // An answer comes after whatever was sent before it.
  for (const client of [anna, ben, carl, dora]) await client.send('leave-lobby', {});
  for (const client of [anna, ben, carl, dora]) {
    expect(client.events.filter(({ name }) => name === 'audio-levels')).toEqual([]);
  }
});

import { expect, it } from 'vitest';
import { startSfu } from '../testing/startSfu.ts';
import { TestClient } from './TestClient.ts';

it('makes whoever has been there longest the host, and says so when that changes', async () => {
  await using sfu = await startSfu();
  const { client: anna, joined: annaJoined } = await TestClient.join(sfu, 'hosted');
  const { client: ben, joined: benJoined } = await TestClient.join(sfu, 'hosted', 'Ben');
  expect(annaJoined.room.hostId).toBe(annaJoined.userId);
  expect(benJoined.room.hostId).toBe(annaJoined.userId);

  await anna.request('leave-room', {});
  expect((await ben.next('room-updated')).room.hostId).toBe(benJoined.userId);
  const { joined: again } = await TestClient.join(sfu, 'hosted');
  expect(again.room.hostId).toBe(benJoined.userId);
  for (const client of [anna, ben]) client.close();
});

it('lets the host, and nobody else, put somebody on everyone’s stage', async () => {
  await using sfu = await startSfu();
  const { client: host } = await TestClient.join(sfu, 'spot');
  const { client: ben, joined: benJoined } = await TestClient.join(sfu, 'spot', 'Ben');
  const { client: chris, joined: chrisJoined } = await TestClient.join(sfu, 'spot', 'Chris');

  await expect(ben.request('set-spotlight', { userId: benJoined.userId })).rejects.toThrow('NOT_ALLOWED');
  await expect(host.request('set-spotlight', { userId: 'somebody' })).rejects.toThrow('USER_NOT_FOUND');
  expect(chris.events.map(({ name }) => name)).not.toContain('room-updated');

  await host.request('set-spotlight', { userId: chrisJoined.userId });
  for (const client of [host, ben, chris]) {
    expect((await client.next('room-updated')).room.spotlightUserId).toBe(chrisJoined.userId);
  }
  const { client: late, joined: lateJoined } = await TestClient.join(sfu, 'spot', 'Late');
  expect(lateJoined.room.spotlightUserId).toBe(chrisJoined.userId);

  chris.close();
  expect((await ben.next('room-updated')).room.spotlightUserId).toBeNull();
  for (const client of [host, ben, late]) client.close();
});

it('does not mistake somebody of another room for a member', async () => {
  await using sfu = await startSfu();
  const { client: host } = await TestClient.join(sfu, 'here');
  const { client: stranger, joined } = await TestClient.join(sfu, 'elsewhere');
  await expect(host.request('set-spotlight', { userId: joined.userId })).rejects.toThrow('USER_NOT_FOUND');
  for (const client of [host, stranger]) client.close();
});

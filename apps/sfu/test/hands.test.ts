import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Sfu } from '../src/Sfu.ts';
import { startSfu } from '../testing/startSfu.ts';
import { type Person, TestRoom } from './TestRoom.ts';

let sfu: Sfu;
beforeAll(async () => {
  sfu = await startSfu();
});
afterAll(() => sfu.close());

const raise = ({ client }: Person, raised = true) => client.request('raise-hand', { raised });

/** Who wants to speak, in order, as somebody sees it who comes now. */
async function queue(room: TestRoom): Promise<string[]> {
  const { client, joined } = await room.join('Newcomer');
  await client.request('leave-room', {});
  const hands = joined.existingUsers.flatMap(({ displayName, handRaisedAt }) =>
    handRaisedAt === null ? [] : [{ displayName, handRaisedAt }],
  );
  return hands.toSorted((a, b) => a.handRaisedAt - b.handRaisedAt).map(({ displayName }) => displayName);
}

it('hands are a queue, in the order they went up', async () => {
  using room = await TestRoom.create(sfu);
  const host = await room.joinAsHost();
  const people = [];
  for (const name of ['Anna', 'Ben', 'Chris', 'Dora']) people.push(await room.join(name));
  const [anna, ben, chris, dora] = people as [Person, Person, Person, Person];
  // Within one millisecond, as far as the network lets them.
  await Promise.all([raise(chris), raise(anna)]);
  await raise(ben);
  const first = await queue(room);
  expect(first.toSorted()).toEqual(['Anna', 'Ben', 'Chris']);
  expect(first[2]).toBe('Ben');

  // Who raises it again keeps the place; who lowers it has lost it.
  await raise(chris);
  expect(await queue(room)).toEqual(first);
  await raise(dora);
  await raise(anna, false);
  await raise(anna);
  expect(await queue(room)).toEqual(['Chris', 'Ben', 'Dora', 'Anna']);

  await host.client.request('lower-hand', { userId: ben.joined.userId });
  expect(await queue(room)).toEqual(['Chris', 'Dora', 'Anna']);
  await chris.client.request('leave-room', {});
  expect(await queue(room)).toEqual(['Dora', 'Anna']);
  await host.client.request('lower-hand', { userId: null });
  expect(await queue(room)).toEqual([]);
});

it('everybody hears of a hand, whose it is included', async () => {
  using room = await TestRoom.create(sfu);
  const host = await room.joinAsHost();
  const anna = await room.join('Anna');
  await raise(anna);
  for (const { client } of [host, anna]) {
    const { user } = await client.next('user-updated');
    expect(user.id).toBe(anna.joined.userId);
    expect(user.handRaisedAt).toBeGreaterThan(anna.joined.self.joinedAt - 1);
  }
  await raise(anna, false);
  for (const { client } of [host, anna])
    expect((await client.next('user-updated')).user.handRaisedAt).toBeNull();
});

it('a hand stays up over a lost connection', async () => {
  using room = await TestRoom.create(sfu);
  const anna = await room.join('Anna');
  await raise(anna);
  anna.client.drop();
  const back = await room.connect();
  const resumed = await back.request('resume-session', { resumeToken: anna.joined.resumeToken });
  expect(resumed.self.handRaisedAt).not.toBeNull();
});

it('everybody sees who is away, also over a lost connection and when they come later', async () => {
  using room = await TestRoom.create(sfu);
  const host = await room.joinAsHost();
  const anna = await room.join('Anna');
  expect(anna.joined.self.away).toBe(false);
  await anna.client.request('set-away', { away: true });
  for (const { client } of [host, anna])
    expect((await client.next('user-updated')).user).toMatchObject({ id: anna.joined.userId, away: true });
  const ben = await room.join('Ben');
  const seen = ben.joined.existingUsers.find(({ id }) => id === anna.joined.userId);
  expect(seen?.away).toBe(true);

  // Saying it again is no news: the next thing anybody hears is that it is over.
  await anna.client.request('set-away', { away: true });
  anna.client.drop();
  const back = await room.connect();
  const resumed = await back.request('resume-session', { resumeToken: anna.joined.resumeToken });
  expect(resumed.self.away).toBe(true);
  await back.request('set-away', { away: false });
  await expect.poll(async () => (await ben.client.next('user-updated')).user.away).toBe(false);
});

import type { PayloadOf, RequestName, Role } from '@parley/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sfu } from '../src/Sfu.ts';
import { startSfu } from '../testing/startSfu.ts';
import { publish, TestClient } from './TestClient.ts';

/** Every cell of role x action, by requests that no button has to offer. */

let sfu: Sfu;
beforeAll(async () => {
  sfu = await startSfu();
});
afterAll(() => sfu.close());

type Person = Awaited<ReturnType<typeof TestClient.join>>;
type Cast = Record<'host' | 'coHost' | 'otherCoHost' | 'guest' | 'otherGuest' | 'thirdGuest', Person>;

/** A room with its host, two co-hosts and three guests. */
async function gather(): Promise<{ roomId: string; people: Cast } & AsyncDisposable> {
  using maker = await TestClient.connect(sfu);
  const { roomId, hostKey } = await maker.request('create-room', {});
  const join = (name: string) => TestClient.join(sfu, roomId, name);
  const people = {
    host: await TestClient.join(sfu, roomId, 'Host', { hostKey }),
    coHost: await join('Co'),
    otherCoHost: await join('Other Co'),
    guest: await join('Guest'),
    otherGuest: await join('Other Guest'),
    thirdGuest: await join('Third Guest'),
  };
  for (const helper of [people.coHost, people.otherCoHost]) {
    await people.host.client.request('set-role', { userId: helper.joined.userId, role: 'co-host' });
  }
  const end = () => {
    for (const { client } of Object.values(people)) client.close();
    return Promise.resolve();
  };
  return { roomId, people, [Symbol.asyncDispose]: end };
}

/** Whether it was done; every refusal must be the one for those who may not. */
async function tries<N extends RequestName>(
  person: Person,
  name: N,
  payload: PayloadOf<N>,
): Promise<boolean> {
  const answer = (await person.client.send(name, payload)) as { success: boolean; error?: { code: string } };
  // Who may let people in is told that nobody waits.
  if (answer.success || answer.error?.code === 'LOBBY_GUEST_NOT_FOUND') return true;
  expect(answer.error?.code).toBe('NOT_ALLOWED');
  return false;
}

const onSomebody: [string, RequestName, (userId: string) => object, Record<Role, readonly string[]>][] = [
  [
    'mute',
    'mute-user',
    (userId) => ({ userId }),
    { host: ['co-host', 'guest'], 'co-host': ['co-host', 'guest'], guest: [] },
  ],
  [
    'ask to unmute',
    'ask-unmute',
    (userId) => ({ userId }),
    { host: ['co-host', 'guest'], 'co-host': ['co-host', 'guest'], guest: [] },
  ],
  [
    'stop a camera',
    'stop-source',
    (userId) => ({ userId, source: 'camera' }),
    { host: ['co-host', 'guest'], 'co-host': ['co-host', 'guest'], guest: [] },
  ],
  [
    'stop a screen',
    'stop-source',
    (userId) => ({ userId, source: 'screen' }),
    { host: ['co-host', 'guest'], 'co-host': ['co-host', 'guest'], guest: [] },
  ],
  [
    'lower a hand',
    'lower-hand',
    (userId) => ({ userId }),
    { host: ['self', 'co-host', 'guest'], 'co-host': ['self', 'co-host', 'guest'], guest: ['self'] },
  ],
  [
    'rename',
    'rename-user',
    (userId) => ({ userId, displayName: 'Renamed' }),
    { host: ['self', 'co-host', 'guest'], 'co-host': ['self', 'guest'], guest: ['self'] },
  ],
  [
    'put back to the lobby',
    'return-to-lobby',
    (userId) => ({ userId }),
    { host: ['co-host', 'guest'], 'co-host': ['guest'], guest: [] },
  ],
  [
    'remove',
    'remove-user',
    (userId) => ({ userId }),
    { host: ['co-host', 'guest'], 'co-host': ['guest'], guest: [] },
  ],
  [
    'make somebody co-host',
    'set-role',
    (userId) => ({ userId, role: 'co-host' }),
    { host: ['co-host', 'guest'], 'co-host': [], guest: [] },
  ],
  [
    'make somebody a guest',
    'set-role',
    (userId) => ({ userId, role: 'guest' }),
    { host: ['co-host', 'guest'], 'co-host': [], guest: [] },
  ],
];

it.each(onSomebody)('who may %s, and whose', async (_what, name, payloadFor, expected) => {
  await using meeting = await gather();
  const { host, coHost, otherCoHost, guest, otherGuest, thirdGuest } = meeting.people;
  // In this order whoever is put out has been needed before.
  const attempts: [Role, Person, Record<string, Person>][] = [
    ['guest', guest, { self: guest, host, 'co-host': coHost, guest: otherGuest }],
    ['co-host', coHost, { self: coHost, host, 'co-host': otherCoHost, guest: thirdGuest }],
    ['host', host, { self: host, 'co-host': otherCoHost, guest: otherGuest }],
  ];
  for (const [role, actor, targets] of attempts) {
    const done = [];
    for (const [target, { joined }] of Object.entries(targets)) {
      const payload = payloadFor(joined.userId) as PayloadOf<typeof name>;
      if (await tries(actor, name, payload)) done.push(target);
    }
    expect(done, role).toEqual(expected[role]);
  }
});

const forTheRoom: [string, RequestName, object, Record<Role, boolean>][] = [
  ['let somebody in', 'admit-user', { lobbyId: 'nobody' }, { host: true, 'co-host': true, guest: false }],
  ['let all in', 'admit-all', {}, { host: true, 'co-host': true, guest: false }],
  ['turn somebody away', 'deny-user', { lobbyId: 'nobody' }, { host: true, 'co-host': true, guest: false }],
  ['spotlight', 'set-spotlight', { userId: null }, { host: true, 'co-host': true, guest: false }],
  ['mute all', 'mute-all', {}, { host: true, 'co-host': true, guest: false }],
  ['lower all hands', 'lower-hand', { userId: null }, { host: true, 'co-host': true, guest: false }],
  ['lock', 'lock-room', { locked: true }, { host: true, 'co-host': true, guest: false }],
  ['change the rules', 'update-room', { lobby: true }, { host: true, 'co-host': true, guest: false }],
  ['raise a hand', 'raise-hand', { raised: true }, { host: true, 'co-host': true, guest: true }],
  ['be away', 'set-away', { away: true }, { host: true, 'co-host': true, guest: true }],
  ['write', 'send-chat', { text: 'hello' }, { host: true, 'co-host': true, guest: true }],
  ['end the meeting', 'end-room', {}, { host: true, 'co-host': false, guest: false }],
];

it.each(forTheRoom)('who may %s', async (_what, name, payload, expected) => {
  await using meeting = await gather();
  const { host, coHost, guest } = meeting.people;
  for (const [role, person] of [
    ['guest', guest],
    ['co-host', coHost],
    ['host', host],
  ] as const) {
    expect(await tries(person, name, payload as PayloadOf<typeof name>), role).toBe(expected[role]);
  }
});

it('only hosts hand the host on, and get the way to the record', async () => {
  await using meeting = await gather();
  const { host, coHost, guest } = meeting.people;
  const handOver = (person: Person, to: Person) =>
    tries(person, 'set-role', { userId: to.joined.userId, role: 'host' });
  expect(await handOver(guest, guest)).toBe(false);
  expect(await handOver(guest, coHost)).toBe(false);
  expect(await handOver(coHost, coHost)).toBe(false);
  expect(await handOver(coHost, guest)).toBe(false);
  expect(await handOver(host, host)).toBe(false);
  expect(await handOver(host, coHost)).toBe(true);
  expect((await guest.client.request('leave-room', {})).record).toBeNull();
  expect((await coHost.client.request('leave-room', {})).record).toMatchObject({});
  expect((await host.client.request('leave-room', {})).record).toMatchObject({});
});

describe('what a room lets everyone do, or hosts only', () => {
  const begin = {
    chat: ({ client }: Person) => client.request('send-chat', { text: 'hello' }),
    camera: ({ client, joined }: Person) => publish(client, joined.sendTransport.id, 'camera'),
    share: ({ client, joined }: Person) => publish(client, joined.sendTransport.id, 'screen'),
    unmute: async ({ client, joined }: Person) => {
      const producerId = await publish(client, joined.sendTransport.id, 'microphone');
      await client.request('pause-producer', { producerId });
      await client.request('resume-producer', { producerId });
    },
  };

  it.each(['chat', 'camera', 'share', 'unmute'] as const)('%s', async (what) => {
    await using meeting = await gather();
    const { host, coHost, otherCoHost, guest, otherGuest } = meeting.people;
    await begin[what](guest);
    await host.client.request('update-room', { allow: { [what]: 'hosts' } });
    await expect(begin[what](otherGuest)).rejects.toThrow('NOT_ALLOWED');
    await begin[what](coHost);
    await begin[what](host);
    await coHost.client.request('update-room', { allow: { [what]: 'everyone' } });
    await begin[what](otherCoHost);
    if (what !== 'unmute') await begin[what](otherGuest);
  });
});

it('before joining, and after having been put out, nobody may anything', async () => {
  await using meeting = await gather();
  const { host, guest } = meeting.people;
  using outside = await TestClient.connect(sfu);
  await host.client.request('remove-user', { userId: guest.joined.userId });
  await guest.client.next('removed');
  const requests: [RequestName, object][] = [
    ...onSomebody.map(([, name, payloadFor]): [RequestName, object] => [
      name,
      payloadFor(host.joined.userId),
    ]),
    ...forTheRoom.map(([, name, payload]): [RequestName, object] => [name, payload]),
  ];
  for (const [name, payload] of requests) {
    for (const client of [outside, guest.client]) {
      expect(await client.send(name, payload), name).toMatchObject({ error: { code: 'NOT_JOINED' } });
    }
  }
});

it('nobody reaches people of another room', async () => {
  await using here = await gather();
  await using there = await gather();
  const stranger = there.people.guest.joined.userId;
  for (const [, name, payloadFor] of onSomebody) {
    expect(await here.people.host.client.send(name, payloadFor(stranger)), name).toMatchObject({
      error: { code: 'USER_NOT_FOUND' },
    });
  }
});

import { setTimeout as sleep } from 'node:timers/promises';
import { joinPayload, publish, type RunningServer, TestClient } from '../test/TestClient.ts';

export type { RunningServer };

export interface ChurnOptions {
  server: RunningServer;
  /** Side by side. */
  rooms: number;
  /** In all rooms together. */
  joins: number;
  /** Who comes finds so many in the room, of which the one who came first then goes. */
  present?: number;
}

interface Guest {
  client: TestClient;
  resumeToken: string;
}

/** How somebody goes. */
type Exit = (guest: Guest, server: RunningServer) => Promise<void> | void;

/** Turn by turn: in order, by closing the page, by a connection that breaks, and after having come back with another one. */
const EXITS: readonly Exit[] = [
  async ({ client }) => {
    await client.request('leave-room', {});
    client.close();
  },
  ({ client }) => client.close(),
  ({ client }) => client.drop(),
  async ({ client, resumeToken }, server) => {
    const back = await TestClient.connect(server);
    await back.request('resume-session', { resumeToken });
    client.close();
    back.close();
  },
];

/** People come to many rooms at once, send, receive, talk and go, each in another way. */
export async function churn({ server, rooms, joins, present = 3 }: ChurnOptions): Promise<void> {
  const share = Math.ceil(joins / rooms);
  const run = Math.random().toString(36).slice(2, 8);
  await Promise.all(
    Array.from({ length: rooms }, async (_, room) => {
      // Not all in the same instant: nobody's server gets a hundred first joins at once.
      await sleep(room * 5);
      await churnRoom(server, `churn-${run}-${room}`, Math.min(share, joins - room * share), present);
    }),
  );
}

async function churnRoom(
  server: RunningServer,
  roomId: string,
  joins: number,
  present: number,
): Promise<void> {
  const inside: Guest[] = [];
  for (let count = 0; count < joins + present; count += 1) {
    if (count < joins) inside.push(await come(server, roomId, count));
    const first = inside.length > present || count >= joins ? inside.shift() : undefined;
    if (first !== undefined) await EXITS[count % EXITS.length]?.(first, server);
  }
}

async function come(server: RunningServer, roomId: string, count: number): Promise<Guest> {
  const client = await TestClient.connect(server);
  const payload = { ...joinPayload(server, roomId), displayName: `Guest ${count}` };
  const { resumeToken, sendTransport, consumers } = await client.request('join-room', payload);
  await Promise.all([
    publish(client, sendTransport.id, 'microphone'),
    publish(client, sendTransport.id, 'camera'),
    client.request('resume-consumers', { consumerIds: consumers.map(({ id }) => id) }),
    client.request('raise-hand', { raised: true }),
    client.request('send-chat', { text: `hello from ${count}` }),
  ]);
  return { client, resumeToken };
}

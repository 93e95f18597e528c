import { isDeepStrictEqual } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { joinPayload, publish, TestClient } from '../TestClient.ts';
import type { Tally } from './Attacker.ts';
import { gatherCrowd } from './crowd.ts';
import { FuzzServer } from './FuzzServer.ts';
import { Knowledge } from './Known.ts';
import { everyMessage } from './payloads.ts';
import type { ServerState } from './serverProgram.ts';

export interface FuzzOptions {
  seed: number;
  /** At least as many are sent. */
  messages: number;
  onProgress?: (messages: number) => void;
}

export interface FuzzReport extends Tally {
  seed: number;
  /** The longest that the server's event loop was kept. */
  maxBlockMs: number;
  /** What of the people who did nothing is not as it was before. */
  changed: string[];
  polluted: string[];
  /** What the server holds of them all, when all are gone, beyond what it held before they came. */
  left: Record<string, number>;
  workerSurvived: boolean;
  residentBytes: number;
}

const SETTINGS = {
  PARLEY_EMPTY_ROOM_TTL_S: '0',
  PARLEY_RESUME_GRACE_S: '0.5',
  PARLEY_MAX_ROOMS: '100000',
  PARLEY_NEW_ROOMS_PER_MINUTE: '100000',
  PARLEY_PEOPLE_PER_ADDRESS: '1000000',
  PARLEY_LOG_LEVEL: 'error',
  PARLEY_LOG_FORMAT: 'json',
};
const VICTIM = 'victim';
const SEALED = 'sealed';
const LEFT_TIMEOUT_MS = 20_000;

/** Sends everything to a server of its own, and says what became of it. The seed makes the messages the same again, not their order. */
export async function fuzz({ seed, messages, onProgress }: FuzzOptions): Promise<FuzzReport> {
  await using server = await FuzzServer.start(SETTINGS);
  // Everything is run once before it counts: code that is not compiled yet takes longest.
  await attack(server, { seed: seed - 1, messages: 1 }, emptyTally(), 'warm-up');
  const before = await server.ask('reset');
  const bystanders = await gatherBystanders(server);
  const tally = emptyTally();
  await attack(server, { seed, messages, ...(onProgress && { onProgress }) }, tally, VICTIM);
  const changed = await bystanders.changes();
  bystanders.close();
  const after = await settled(server, before);
  return {
    ...tally,
    seed,
    maxBlockMs: after.maxBlockMs,
    changed,
    polluted: after.polluted,
    left: differences(before, after),
    workerSurvived: after.workerPid === before.workerPid,
    residentBytes: after.residentBytes,
  };
}

async function attack(
  server: FuzzServer,
  { seed, messages, onProgress }: FuzzOptions,
  tally: Tally,
  victimRoomId: string,
): Promise<void> {
  const common = new Knowledge();
  for (let index = 0; tally.messages < messages; index += 1) {
    const crowd = await gatherCrowd({ server, index: seed + index, common, victimRoomId });
    const numRuns = crowd.length;
    const plans = fc.sample(everyMessage, { seed: seed + index, numRuns });
    await Promise.all(crowd.map((attacker, each) => attacker.send(plans[each] ?? [], tally)));
    for (const [each, attacker] of crowd.entries()) await attacker.end(each % 2 === 0 ? 'goodbye' : 'drop');
    onProgress?.(tally.messages);
  }
}

/** People whom nothing may happen to: two in a room where anybody may come in, and one behind a passcode. */
async function gatherBystanders(server: FuzzServer) {
  const connect = () => TestClient.connect(server);
  const [host, guest, alone] = await Promise.all([connect(), connect(), connect()]);
  const open = await host.request('create-room', { roomId: VICTIM });
  const sealed = await alone.request('create-room', { roomId: SEALED, passcode: 'nobody knows' });
  const enter = (client: TestClient, roomId: string, more: object = {}) =>
    client.request('join-room', { ...joinPayload(server, roomId), ...more });
  const hosts = await enter(host, VICTIM, { hostKey: open.hostKey });
  const guests = await enter(guest, VICTIM);
  await enter(alone, SEALED, { hostKey: sealed.hostKey });
  for (const [client, { sendTransport }] of [[host, hosts] as const, [guest, guests] as const])
    await publish(client, sendTransport.id, 'microphone');
  const ids = [hosts.userId, guests.userId];
  const state = async () => {
    using observer = await connect();
    const { existingUsers, room } = await enter(observer, VICTIM);
    const { settings, hostId, spotlightUserId, maxParticipants } = room;
    return {
      users: existingUsers.filter(({ id }) => ids.includes(id)),
      settings,
      hostId,
      spotlightUserId,
      maxParticipants,
    };
  };
  const before = await state();
  return {
    async changes(): Promise<string[]> {
      const after = await state();
      const changed = isDeepStrictEqual(before, after) ? [] : [JSON.stringify({ before, after })];
      const heard = alone.events.map(({ name }) => `${name} in the sealed room`);
      const lost = [host, guest, alone]
        .filter(({ socket }) => !socket.connected)
        .map(() => 'a connection is lost');
      return [...changed, ...heard, ...lost];
    },
    close(): void {
      for (const client of [host, guest, alone]) client.close();
    },
  };
}

/** What the server is like when all are gone and everything that is kept for a while is over. */
async function settled(server: FuzzServer, before: ServerState): Promise<ServerState> {
  const endsAtMs = performance.now() + LEFT_TIMEOUT_MS;
  let state = await server.ask('state');
  while (Object.keys(differences(before, state)).length > 0 && performance.now() < endsAtMs) {
    await sleep(100);
    state = await server.ask('state');
  }
  return state;
}

function differences(before: ServerState, after: ServerState): Record<string, number> {
  const names = Object.keys(after.left) as (keyof ServerState['left'])[];
  // Nothing of people is there to begin with; timers of the server itself are.
  const more = names.map(
    (name) => [name, after.left[name] - (name === 'timers' ? before.left.timers : 0)] as const,
  );
  return Object.fromEntries(more.filter(([, count]) => count > 0));
}

function emptyTally(): Tally {
  return { messages: 0, accepted: 0, codes: {}, uncoded: [], cutOff: 0, sent: new Set() };
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MediaInfo, PayloadOf } from '@parley/protocol';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Bot } from '../../../tools/bots/src/index.ts';
import { callApi } from './apiClient.ts';
import { freePort } from './freePort.ts';
import { hears } from './MediaGap.ts';
import { ServerProcess } from './ServerProcess.ts';
import { TestClient } from './TestClient.ts';

const SOON = { timeout: 40_000 };
const quiet = { camera: false, onProblem: () => undefined } as const;

let dataDir: string;
let environment: Record<string, string>;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-'));
  environment = { PARLEY_PORT: String(await freePort()), PARLEY_DRAIN_S: '0.5' };
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const snapshotOf = (bot: Bot) => bot.client.store.getSnapshot();
const peopleSeenBy = (bot: Bot) => snapshotOf(bot).users.map(({ displayName }) => displayName);

/** One process ends, and another one takes its place. */
async function replace(first: ServerProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<ServerProcess> {
  first.child.kill(signal);
  await first.exit;
  const second = new ServerProcess(dataDir, environment);
  await second.started();
  return second;
}

/** Somebody whose page is gone with the process: they come by another connection, with what their browser keeps. */
async function visitorOf(url: string) {
  const { rtpCapabilities } = (await callApi({ localUrl: url }, 'GET', '/api/media')).body as MediaInfo;
  type Door = Omit<PayloadOf<'join-room'>, 'rtpCapabilities'>;
  return {
    /** The code of the refusal; null where they are let in, and go again. */
    async knock(door: Door): Promise<string | null> {
      using client = await TestClient.connect({ localUrl: url });
      try {
        await client.request('join-room', { ...door, rtpCapabilities });
        return null;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
    join: (client: TestClient, door: Door) => client.request('join-room', { ...door, rtpCapabilities }),
  };
}

it('who waits goes on waiting in the next process, in the same place, past a lock that came later', async () => {
  await using first = new ServerProcess(dataDir, environment);
  const url = await first.started();
  using maker = await TestClient.connect({ localUrl: url });
  const { roomId, hostKey } = await maker.request('create-room', { lobby: true });
  await using host = await Bot.join({ ...quiet, url, roomId, displayName: 'Host', door: { hostKey } });
  const lobby = () => snapshotOf(host).lobby;
  const waits = (displayName: string) => Bot.join({ ...quiet, url, roomId, displayName });
  const gil = waits('Gil');
  await expect.poll(() => lobby().length, SOON).toBe(1);
  const nora = waits('Nora');
  const denied = nora.then(() => null).catch((error: unknown) => error);
  await expect.poll(() => lobby().length, SOON).toBe(2);
  // Let in, and lost before she came.
  using carla = await TestClient.connect({ localUrl: url });
  const carlasDoor = { roomId, guestId: 'carla-keeps-this' };
  const { lobbyId } = await carla.request('enter-lobby', { ...carlasDoor, displayName: 'Carla' });
  await host.client.host.admit(lobbyId);
  await carla.next('admitted');
  await host.client.host.lock(true);
  const before = lobby();
  expect(before.map(({ displayName }) => displayName)).toEqual(['Gil', 'Nora']);

  await using second = await replace(first, 'SIGKILL');
  const visitor = await visitorOf(url);
  await expect.poll(() => snapshotOf(host).status, SOON).toBe('joined');
  await expect.poll(lobby, SOON).toEqual(before);
  expect(await visitor.knock({ roomId, displayName: 'Stranger', guestId: 'a-stranger' })).toBe('ROOM_LOCKED');
  using back = await TestClient.connect({ localUrl: url });
  await expect(visitor.join(back, { ...carlasDoor, displayName: 'Carl' })).rejects.toThrow('LOBBY_REQUIRED');
  await back.request('enter-lobby', { ...carlasDoor, displayName: 'Carl' });
  const { admission } = await back.next('admitted');
  const inside = await visitor.join(back, { ...carlasDoor, displayName: 'Carl', admission });
  expect(inside.self.displayName, 'whom the host saw').toBe('Carla');
  expect(lobby(), 'let in once').toEqual(before);
  await host.client.host.admit(before[0]?.id ?? '');
  await using gilInside = await gil;
  await expect.poll(() => hears(gilInside, host.userId) && hears(host, gilInside.userId), SOON).toBe(true);

  await using third = await replace(second, 'SIGTERM');
  await expect.poll(() => snapshotOf(host).status, SOON).toBe('joined');
  await expect.poll(lobby, SOON).toEqual(before.slice(1));
  await host.client.host.deny(before[1]?.id ?? '');
  expect(await denied).toMatchObject({ code: 'DENIED' });
  await third.started();
}, 180_000);

it('who was put out stays out in the next process, and who was sent back has to be let in, until the meeting ends', async () => {
  await using first = new ServerProcess(dataDir, environment);
  const url = await first.started();
  const at = { roomId: 'open-house' };
  await using anna = await Bot.join({ ...quiet, ...at, url, displayName: 'Anna' });
  const bob = { ...at, displayName: 'Bob', guestId: 'bob-keeps-this' };
  const otto = { ...at, displayName: 'Otto', guestId: 'otto-keeps-this' };
  const visitor = await visitorOf(url);
  using bobsPage = await TestClient.connect({ localUrl: url });
  using ottosPage = await TestClient.connect({ localUrl: url });
  const { userId: bobsId } = await visitor.join(bobsPage, bob);
  const { userId: ottosId } = await visitor.join(ottosPage, otto);
  await anna.client.host.remove(bobsId);
  await anna.client.host.returnToLobby(ottosId);
  await expect.poll(() => peopleSeenBy(anna), SOON).toEqual([]);

  await using second = await replace(first, 'SIGKILL');
  expect(await visitor.knock(bob)).toBe('REMOVED');
  expect(['LOBBY_REQUIRED', 'HOST_ABSENT']).toContain(await visitor.knock(otto));
  expect(await visitor.knock({ ...at, displayName: 'Stranger', guestId: 'a-stranger' })).toBeNull();
  await expect.poll(() => snapshotOf(anna).status, SOON).toBe('joined');
  await expect.poll(() => peopleSeenBy(anna), SOON).toEqual([]);
  // Whom a host lets in again is nobody in particular any more.
  using back = await TestClient.connect({ localUrl: url });
  await back.request('enter-lobby', otto);
  await expect.poll(() => snapshotOf(anna).lobby.length, SOON).toBe(1);
  await anna.client.host.admitAll();
  await visitor.join(back, { ...otto, admission: (await back.next('admitted')).admission });
  await back.request('leave-room', {});
  expect(await visitor.knock(otto)).toBeNull();
  expect(await visitor.knock(bob)).toBe('REMOVED');
  await anna.client.host.end();
  expect(await visitor.knock(bob)).toBeNull();
  await second.started();
}, 180_000);

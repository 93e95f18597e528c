import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FlakyProxy } from '../../../packages/client/test/FlakyProxy.ts';
import { Bot } from '../../../tools/bots/src/index.ts';
import { freePort } from './freePort.ts';
import { backAtMs, hears } from './MediaGap.ts';
import { ServerProcess } from './ServerProcess.ts';
import { TestClient } from './TestClient.ts';

const SOON = { timeout: 20_000 };
const quiet = { camera: false, onProblem: () => undefined } as const;

let dataDir: string;
let environment: Record<string, string>;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-'));
  environment = { PARLEY_PORT: String(await freePort()) };
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const snapshotOf = (bot: Bot) => bot.client.store.getSnapshot();
const statusOf = (bot: Bot) => snapshotOf(bot).status;
const rolesOf = (bots: Bot[]) =>
  Object.fromEntries(bots.map((bot) => [bot.displayName, snapshotOf(bot).self?.role]));

/** Somebody who has to be let in, and is. */
async function admitted(host: Bot, joining: Promise<Bot>): Promise<Bot> {
  await expect.poll(() => snapshotOf(host).lobby.length, SOON).toBe(1);
  await host.client.host.admit(snapshotOf(host).lobby[0]?.id ?? '');
  return joining;
}

/** The process ends as a crash ends it, and another one takes its place. */
async function replace(first: ServerProcess): Promise<ServerProcess> {
  process.kill(-first.pid, 'SIGKILL');
  await first.exit;
  const second = new ServerProcess(dataDir, environment);
  await second.started();
  return second;
}

it('after a crash people come back by themselves to their room and role, past lobby and lock, and hear each other', async () => {
  await using first = new ServerProcess(dataDir, environment);
  const url = await first.started();
  using maker = await TestClient.connect({ localUrl: url });
  const { roomId, hostKey } = await maker.request('create-room', { lobby: true, passcode: 'first one' });
  const door = { passcode: 'first one' };
  await using host = await Bot.join({ ...quiet, url, roomId, displayName: 'Host', door: { hostKey } });
  await using cora = await admitted(host, Bot.join({ ...quiet, url, roomId, displayName: 'Cora', door }));
  await using gina = await admitted(host, Bot.join({ ...quiet, url, roomId, displayName: 'Gina', door }));
  await using dave = await admitted(host, Bot.join({ ...quiet, url, roomId, displayName: 'Dave', door }));
  await using otto = await admitted(host, Bot.join({ ...quiet, url, roomId, displayName: 'Otto', door }));
  await host.client.host.setRole(cora.userId, 'co-host');
  await host.client.host.setRole(dave.userId, 'co-host');
  await host.client.host.setRole(dave.userId, 'guest');
  await host.client.host.update({ passcode: 'second one' });
  await host.client.host.lock(true);
  await host.client.host.returnToLobby(otto.userId);
  // Nobody made this one: it belongs to who came first, and has no key.
  await using anna = await Bot.join({ ...quiet, url, roomId: 'adhoc', displayName: 'Anna' });
  await using ben = await Bot.join({ ...quiet, url, roomId: 'adhoc', displayName: 'Ben' });
  await anna.client.host.update({ lobby: true });
  const all = [host, cora, gina, dave, anna, ben];
  const before = rolesOf(all);
  expect(before).toEqual({
    Host: 'host',
    Cora: 'co-host',
    Gina: 'guest',
    Dave: 'guest',
    Anna: 'host',
    Ben: 'guest',
  });
  await expect.poll(() => hears(gina, host.userId) && hears(anna, ben.userId), SOON).toBe(true);
  await expect.poll(() => snapshotOf(host).users.map(({ displayName }) => displayName), SOON).toHaveLength(3);

  const killedAtMs = performance.now();
  await using second = await replace(first);
  await expect.poll(() => all.map(statusOf), SOON).toEqual(all.map(() => 'joined'));
  await expect.poll(() => rolesOf(all), SOON).toEqual(before);
  for (const [listener, speaker] of [
    [gina, host],
    [host, gina],
    [ben, anna],
  ] as const)
    await expect.poll(() => backAtMs(listener, speaker.userId, killedAtMs), SOON).not.toBeNull();
  expect(snapshotOf(gina).room?.settings).toMatchObject({ locked: true, lobby: true, hasPasscode: true });
  expect(snapshotOf(ben).room?.settings.lobby).toBe(true);
  // Whom a host had put back to the lobby is not inside, and their token proves nothing.
  expect(snapshotOf(host).users.map(({ displayName }) => displayName)).not.toContain('Otto');
  expect(statusOf(otto)).not.toBe('joined');
  // Nobody else gets in more easily than before.
  using stranger = await TestClient.connect({ localUrl: url });
  const { rtpCapabilities } = (await (await fetch(`${url}/api/media`)).json()) as never;
  const visit = { displayName: 'Stranger', rtpCapabilities };
  await expect(stranger.request('join-room', { ...visit, roomId })).rejects.toThrow('PASSCODE_REQUIRED');
  await expect(stranger.request('join-room', { ...visit, roomId: 'adhoc' })).rejects.toThrow(
    'LOBBY_REQUIRED',
  );

  // Of a meeting that has ended nothing is left, also in the next process.
  await anna.client.host.end();
  await expect.poll(() => statusOf(ben), SOON).toBe('closed');
  await using third = await replace(second);
  await third.started();
  await expect.poll(() => statusOf(host), SOON).toBe('joined');
  using newcomer = await TestClient.connect({ localUrl: url });
  const { self } = await newcomer.request('join-room', { ...visit, roomId: 'adhoc' });
  expect(self.role).toBe('host');
});

/** The roles that somebody hears of for themselves, each change once. */
function rolesHeardBy({ client }: Bot) {
  const heard: unknown[] = [client.store.getSnapshot().self?.role];
  client.store.subscribe(() => {
    const role = client.store.getSnapshot().self?.role;
    if (role !== undefined && role !== heard.at(-1)) heard.push(role);
  });
  return heard;
}

it('nobody stands in for a host who is about to come back; for one who stays away somebody does', async () => {
  environment['PARLEY_RESUME_GRACE_S'] = '30';
  await using first = new ServerProcess(dataDir, environment);
  const url = await first.started();
  await using proxy = await FlakyProxy.inFrontOf(url);
  const options = { ...quiet, roomId: 'court' };
  await using host = await Bot.join({ ...options, url: proxy.url, displayName: 'Host' });
  await using cora = await Bot.join({ ...options, url, displayName: 'Cora' });
  await using gina = await Bot.join({ ...options, url, displayName: 'Gina' });
  await host.client.host.setRole(cora.userId, 'co-host');
  const all = [host, cora, gina];
  const before = { Host: 'host', Cora: 'co-host', Gina: 'guest' };
  await expect.poll(() => rolesOf(all), SOON).toEqual(before);

  const heard = [cora, gina].map(rolesHeardBy);
  proxy.breakDown();
  await using second = await replace(first);
  await expect.poll(() => [cora, gina].map(statusOf), SOON).toEqual(['joined', 'joined']);
  expect(snapshotOf(gina).room?.hostId).toBeNull();
  proxy.heal();
  await expect
    .poll(() => [statusOf(host), snapshotOf(gina).room?.hostId], SOON)
    .toEqual(['joined', host.userId]);
  expect(rolesOf(all)).toEqual(before);
  expect(heard).toEqual([['co-host'], ['guest']]);

  environment['PARLEY_RESUME_GRACE_S'] = '1';
  await gina.leave();
  proxy.breakDown();
  await using third = await replace(second);
  await third.started();
  await expect.poll(() => snapshotOf(cora).self?.role, SOON).toBe('host');
  proxy.heal();
  await expect.poll(() => rolesOf([host, cora]), SOON).toEqual({ Host: 'host', Cora: 'co-host' });
});

import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Sfu } from '../src/Sfu.ts';
import { startSfu } from '../testing/startSfu.ts';
import { callApi, refusal } from './apiClient.ts';
import { joinPayload, TestClient } from './TestClient.ts';

const apiKey = 'a-key-for-this-test';
const secret = randomBytes(32);
let sfu: Sfu;
beforeAll(async () => {
  const jwk = { kty: 'oct', alg: 'HS256', k: secret.toString('base64url') };
  sfu = await startSfu({ PARLEY_JWT_KEYS: JSON.stringify(jwk), PARLEY_API_KEY: apiKey });
});
afterAll(() => sfu.close());

const sign = (claims: object, expires = '5m') =>
  new SignJWT({ ...claims }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime(expires).sign(secret);

async function join(roomId: string, credentials: { token?: string }) {
  const client = await TestClient.connect(sfu);
  const joined = await client.request('join-room', {
    ...joinPayload(sfu, roomId),
    displayName: 'Chosen',
    ...credentials,
  });
  return { client, joined };
}

it('lets nobody in without a token, and only where and as long as it says', async () => {
  await expect(join('team', {})).rejects.toThrow('TOKEN_REQUIRED');
  await expect(join('team', { token: await sign({ room: 'other' }) })).rejects.toThrow('INVALID_TOKEN');
  await expect(join('team', { token: await sign({ room: 'team' }, '-1m') })).rejects.toThrow('INVALID_TOKEN');
  const { client, joined } = await join('team', { token: await sign({ room: 'team' }) });
  expect(joined.self.displayName).toBe('Chosen');
  client.close();
});

it('gives name and role', async () => {
  const guest = await join('roles', { token: await sign({ room: '*' }) });
  const host = await join('roles', { token: await sign({ room: 'roles', name: '김지수', role: 'host' }) });
  const helper = await join('roles', { token: await sign({ room: 'roles', role: 'co-host' }) });
  expect(host.joined.self).toMatchObject({ displayName: '김지수', role: 'host' });
  expect(helper.joined.self.role).toBe('co-host');
  await host.client.request('end-room', {});
  for (const { client } of [guest, host, helper]) client.close();
});

it('is past passcode, and as host past lobby and lock', async () => {
  const choices = { passcode: 'secret', lobby: true };
  await callApi(sfu, 'POST', '/api/rooms/guarded', { key: apiKey, body: choices });
  const host = await join('guarded', { token: await sign({ room: 'guarded', role: 'host' }) });
  await host.client.request('lock-room', { locked: true });
  const helper = await join('guarded', { token: await sign({ room: 'guarded', role: 'co-host' }) });
  await expect(join('guarded', { token: await sign({ room: 'guarded' }) })).rejects.toThrow('ROOM_LOCKED');
  await host.client.request('lock-room', { locked: false });
  await expect(join('guarded', { token: await sign({ room: 'guarded' }) })).rejects.toThrow('LOBBY_REQUIRED');
  for (const { client } of [host, helper]) client.close();
});

it('keeps whoever was removed out of the meeting, with another token of theirs too', async () => {
  const host = await join('removing', { token: await sign({ room: '*', role: 'host' }) });
  const guest = await join('removing', { token: await sign({ room: '*', sub: 'employee-7' }) });
  await host.client.request('remove-user', { userId: guest.joined.userId });
  const again = { token: await sign({ room: 'removing', sub: 'employee-7', name: 'Somebody else' }) };
  await expect(join('removing', again)).rejects.toThrow('REMOVED');
  const other = await join('removing', { token: await sign({ room: '*', sub: 'employee-8' }) });
  for (const { client } of [host, guest, other]) client.close();
});

it('closes the making of rooms and the names of people as well', async () => {
  expect(await callApi(sfu, 'POST', '/api/rooms')).toMatchObject({
    status: 401,
    body: refusal('UNAUTHORIZED'),
  });
  expect((await callApi(sfu, 'POST', '/api/rooms', { key: apiKey })).status).toBe(201);
  const { client } = await join('named', { token: await sign({ room: '*', name: 'Anna' }) });
  expect((await callApi(sfu, 'GET', '/api/rooms/named/entrance')).body).toMatchObject({
    needsToken: true,
    displayNames: [],
  });
  client.close();
});

it('is made by the program in docs/operations.md', async () => {
  const page = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');
  const program = /```js\n(\/\/ node token\.js\n[\s\S]+?)```/.exec(page)?.[1] ?? '';
  expect(program).not.toBe('');
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
    env: { ...process.env, TOKEN_SECRET: secret.toString('base64url') },
  });
  const { client, joined } = await join('weekly', { token: stdout.trim() });
  expect(joined.self).toMatchObject({ displayName: 'Anna', role: 'host' });
  client.close();
});

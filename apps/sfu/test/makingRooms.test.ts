import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { startSfu } from '../testing/startSfu.ts';
import { callApi } from './apiClient.ts';
import { ReverseProxy } from './ReverseProxy.ts';
import { type ConnectOptions, joinPayload, TestClient } from './TestClient.ts';

const apiKey = 'a-key-for-this-test';
type Server = { localUrl: string };

/** Makes a room over the socket; the code when it is refused. */
async function makeBySocket(server: Server, options: ConnectOptions = {}): Promise<string> {
  using client = await TestClient.connect(server, options);
  return await client.request('create-room', {}).then(
    () => 'made',
    (error: unknown) => (error as Error).message,
  );
}

/** Makes a room over HTTP from one of the loopback's addresses; the status. */
function makeByHttp(server: Server, localAddress: string, headers: Record<string, string> = {}) {
  return new Promise<number>((resolve, reject) => {
    const call = request(
      `${server.localUrl}/api/rooms`,
      { method: 'POST', localAddress, headers },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    call.on('error', reject);
    call.end();
  });
}

describe('rooms made from one address', () => {
  it('are limited, over the socket and over HTTP together, but not with the API key', async () => {
    await using sfu = await startSfu({ PARLEY_NEW_ROOMS_PER_MINUTE: '3', PARLEY_API_KEY: apiKey });
    expect(await makeBySocket(sfu)).toBe('made');
    expect(await makeByHttp(sfu, '127.0.0.1')).toBe(201);
    expect((await callApi(sfu, 'POST', '/api/rooms/team')).status).toBe(201);
    expect(await makeBySocket(sfu)).toBe('RATE_LIMITED');
    expect(await callApi(sfu, 'POST', '/api/rooms')).toMatchObject({
      status: 429,
      body: { error: { code: 'RATE_LIMITED' } },
    });
    expect((await callApi(sfu, 'POST', '/api/rooms/more')).status).toBe(429);
    expect(sfu.registry.find('more')).toBeNull();

    for (let made = 0; made < 5; made += 1)
      expect((await callApi(sfu, 'POST', '/api/rooms', { key: apiKey })).status).toBe(201);
    expect(await makeByHttp(sfu, '127.0.0.2')).toBe(201);
    // Who joins makes nothing that is kept.
    using client = await TestClient.connect(sfu);
    await client.request('join-room', joinPayload(sfu, 'team'));
  });

  it('are those of the connection, whatever the client says of itself', async () => {
    await using sfu = await startSfu({ PARLEY_NEW_ROOMS_PER_MINUTE: '2' });
    const forwarded = (address: string) => ({ 'x-forwarded-for': address });
    expect(await makeByHttp(sfu, '127.0.0.2', forwarded('198.51.100.1'))).toBe(201);
    expect(
      await makeBySocket(sfu, { localAddress: '127.0.0.2', extraHeaders: forwarded('198.51.100.2') }),
    ).toBe('made');
    expect(await makeByHttp(sfu, '127.0.0.2', forwarded('198.51.100.3'))).toBe(429);
    expect(
      await makeBySocket(sfu, { localAddress: '127.0.0.2', extraHeaders: forwarded('198.51.100.4') }),
    ).toBe('RATE_LIMITED');
  });
});

describe('behind a reverse proxy', () => {
  it('each address that the proxy sees has limits of its own, and cannot claim another one', async () => {
    await using sfu = await startSfu({ PARLEY_NEW_ROOMS_PER_MINUTE: '2', PARLEY_TRUST_PROXY: '1' });
    await using proxy = await ReverseProxy.start(sfu);
    const one = { localAddress: '127.0.0.2' };
    expect(await makeByHttp(proxy, '127.0.0.2')).toBe(201);
    expect(await makeBySocket(proxy, one)).toBe('made');
    expect(await makeByHttp(proxy, '127.0.0.2')).toBe(429);
    expect(await makeBySocket(proxy, one)).toBe('RATE_LIMITED');

    const spoofed = { 'x-forwarded-for': '198.51.100.1' };
    expect(await makeByHttp(proxy, '127.0.0.2', spoofed)).toBe(429);
    expect(await makeBySocket(proxy, { ...one, extraHeaders: spoofed })).toBe('RATE_LIMITED');

    expect(await makeBySocket(proxy, { localAddress: '127.0.0.3' })).toBe('made');
    expect(await makeByHttp(proxy, '127.0.0.3')).toBe(201);
  });

  it('wrong passcodes of one person make nobody else wait', async () => {
    await using sfu = await startSfu({ PARLEY_TRUST_PROXY: '1' });
    await using proxy = await ReverseProxy.start(sfu);
    await sfu.registry.create('team', { passcode: '123456' });
    const joinFrom = async (localAddress: string, passcode: string, extraHeaders = {}) => {
      using client = await TestClient.connect(proxy, { localAddress, extraHeaders });
      return await client.send('join-room', { ...joinPayload(sfu, 'team'), passcode });
    };
    for (let tries = 0; tries < 5; tries += 1)
      expect(await joinFrom('127.0.0.2', `00000${tries}`)).toMatchObject({
        error: { code: 'WRONG_PASSCODE' },
      });
    const refused = { success: false, error: { code: 'TOO_MANY_TRIES' } };
    expect(await joinFrom('127.0.0.2', '123456')).toMatchObject(refused);
    expect(await joinFrom('127.0.0.2', '123456', { 'x-forwarded-for': '127.0.0.3' })).toMatchObject(refused);
    expect(await joinFrom('127.0.0.3', '123456')).toMatchObject({ success: true });
  });
});

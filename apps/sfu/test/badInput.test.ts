import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sfu } from '../src/Sfu.ts';
import { startSfu } from '../testing/startSfu.ts';
import { cameraParameters, joinPayload, publish, TestClient } from './TestClient.ts';

let sfu: Sfu;
beforeAll(async () => {
  sfu = await startSfu();
});
afterAll(() => sfu.close());

const refused = (code: string) => ({
  success: false,
  error: { code, message: expect.any(String) as string },
});

describe('bad input gets a stable code, and the server goes on', () => {
  it.each([
    ['an unknown event', 'open-sesame', [{}], 'UNKNOWN_EVENT'],
    ['a property every object has', 'constructor', [{}], 'UNKNOWN_EVENT'],
    ['__proto__', '__proto__', [{}], 'UNKNOWN_EVENT'],
    ['no payload', 'join-room', [], 'INVALID_ROOM_ID'],
    ['null', 'join-room', [null], 'INVALID_ROOM_ID'],
    ['a string for an object', 'join-room', ['room'], 'INVALID_PAYLOAD'],
    ['an array for an object', 'create-room', [[]], 'INVALID_PAYLOAD'],
    ['a number for a room id', 'create-room', [{ roomId: 7 }], 'INVALID_ROOM_ID'],
    ['a huge room id', 'create-room', [{ roomId: 'a'.repeat(30_000) }], 'INVALID_ROOM_ID'],
    ['a request out of order', 'produce', [{}], 'INVALID_PAYLOAD'],
    ['a request before joining', 'send-chat', [{ text: 'hi' }], 'NOT_JOINED'],
    ['views before joining', 'set-views', [{ views: [] }], 'NOT_JOINED'],
    ['a forged token', 'resume-session', [{ resumeToken: 'a.b.c' }], 'SESSION_NOT_FOUND'],
  ])('%s', async (_what, name, args, code) => {
    using client = await TestClient.connect(sfu);
    expect(await client.send(name, ...args)).toEqual(refused(code));
  });

  it('a message larger than the limit ends that connection only', async () => {
    using client = await TestClient.connect(sfu);
    using other = await TestClient.connect(sfu);
    const ended = new Promise((resolve) => client.socket.once('disconnect', resolve));
    client.socket.emit('send-chat', { text: 'x'.repeat(200_000) }, () => undefined);
    await ended;
    await other.request('create-room', {});
  });

  it('events without an ack, with extra arguments or binary data are survived', async () => {
    using client = await TestClient.connect(sfu);
    const socket = client.socket as unknown as { emit(...args: unknown[]): void };
    socket.emit('join-room');
    socket.emit('join-room', new Uint8Array(1000), 1, 2, 3);
    socket.emit('leave-room', 'x', () => undefined, 'not an ack');
    await client.request('create-room', {});
  });

  it('capabilities and parameters that make no sense are refused', async () => {
    using client = await TestClient.connect(sfu);
    const payload = joinPayload(sfu, 'nonsense');
    const wrong = { ...payload, dtlsFingerprints: [{ algorithm: 'sha-256', value: 'zz' }] };
    expect(await client.send('join-room', wrong)).toEqual(refused('INVALID_PAYLOAD'));
    const joined = await client.request('join-room', payload);
    const produce = { transportId: joined.sendTransport.id, kind: 'video', source: 'camera', paused: false };
    const parameters = cameraParameters();
    for (const rtpParameters of [
      { codecs: parameters.codecs },
      { ...parameters, codecs: [{ mimeType: 'video/nope', payloadType: 96, clockRate: 90000 }] },
    ]) {
      expect(await client.send('produce', { ...produce, rtpParameters })).toEqual(
        refused('UNSUPPORTED_MEDIA'),
      );
    }
    expect(await client.send('produce', { ...produce, kind: 'audio', rtpParameters: parameters })).toEqual(
      refused('UNSUPPORTED_MEDIA'),
    );
  });

  it("another room's objects cannot be reached", async () => {
    const { client: anna, joined } = await TestClient.join(sfu, 'room-one');
    const { client: mallory } = await TestClient.join(sfu, 'room-two');
    const producerId = await publish(anna, joined.sendTransport.id, 'camera');
    const { client: ben } = await TestClient.join(sfu, 'room-one');
    const transportId = joined.sendTransport.id;
    await expect(mallory.request('restart-ice', { transportId })).rejects.toThrow('TRANSPORT_NOT_FOUND');
    await expect(publish(mallory, transportId, 'camera')).rejects.toThrow('TRANSPORT_NOT_FOUND');
    for (const name of ['pause-producer', 'resume-producer', 'close-producer'] as const) {
      await expect(mallory.request(name, { producerId })).rejects.toThrow('PRODUCER_NOT_FOUND');
      await expect(ben.request(name, { producerId })).rejects.toThrow('PRODUCER_NOT_FOUND');
    }
    expect(sfu.registry.get('room-one')?.peers[0]?.media.sources).toEqual({ camera: { paused: false } });
    const room = sfu.registry.get('room-one');
    const consumer = room?.peers[1]?.media.subscriptions.consumers[0];
    const consumerIds = [consumer?.id ?? ''];
    await expect(mallory.request('resume-consumers', { consumerIds })).rejects.toThrow('CONSUMER_NOT_FOUND');
    await ben.request('resume-consumers', { consumerIds });
    await anna.request('close-producer', { producerId });
    await ben.next('consumers-closed');
    await ben.request('resume-consumers', { consumerIds }); // closed on the way: nobody's fault
    for (const client of [anna, ben, mallory]) client.close();
  });

  it('a closed transport, a second connect and a doubled source are refused', async () => {
    const { client, joined } = await TestClient.join(sfu, 'states');
    const { sendTransport, recvTransport } = joined;
    const fingerprints = sendTransport.dtlsParameters.fingerprints;
    const connect = {
      transportId: sendTransport.id,
      dtlsParameters: { role: 'client' as const, fingerprints },
    };
    await client.request('connect-transport', connect);
    await expect(client.request('connect-transport', connect)).rejects.toThrow('TRANSPORT_STATE');
    await expect(publish(client, recvTransport.id, 'camera')).rejects.toThrow('TRANSPORT_STATE');
    await publish(client, sendTransport.id, 'camera');
    await expect(publish(client, sendTransport.id, 'camera')).rejects.toThrow('PRODUCER_EXISTS');
    await client.request('leave-room', {});
    await expect(publish(client, sendTransport.id, 'microphone')).rejects.toThrow('NOT_JOINED');
    const rejoined = await client.request('join-room', joinPayload(sfu, 'states'));
    expect(rejoined.sendTransport.id).not.toBe(sendTransport.id);
    await expect(publish(client, sendTransport.id, 'camera')).rejects.toThrow('TRANSPORT_NOT_FOUND');
    client.close();
  });

  it('a flood is slowed down', async () => {
    using client = await TestClient.connect(sfu);
    const answers = await Promise.all(Array.from({ length: 150 }, () => client.send('leave-room', {})));
    expect(answers).toContainEqual(refused('RATE_LIMITED'));
    expect(answers[0]).toEqual(refused('NOT_JOINED'));
  });
});

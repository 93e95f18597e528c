import type { PayloadOf, VideoCodec } from '@parley/protocol';
import { expect, it } from 'vitest';
import type { Sfu } from '../src/Sfu.ts';
import { startSfu } from '../testing/startSfu.ts';
import { cameraParameters, joinPayload, TestClient } from './TestClient.ts';

/** Joins as a client that decodes VP8 only, as the bots do. */
async function joinBasic(sfu: Sfu, roomId: string) {
  const client = await TestClient.connect(sfu);
  const payload = joinPayload(sfu, roomId);
  const { codecs } = payload.rtpCapabilities;
  const basic = codecs.filter(({ mimeType }) => ['audio/opus', 'video/vp8'].includes(mimeType.toLowerCase()));
  const rtpCapabilities = { ...payload.rtpCapabilities, codecs: basic };
  return { client, joined: await client.request('join-room', { ...payload, rtpCapabilities }) };
}

/** A VP9 camera in three spatial layers of one stream; nothing is sent. */
function vp9Parameters(): PayloadOf<'produce'>['rtpParameters'] {
  const [encoding] = cameraParameters().encodings ?? [];
  return {
    codecs: [{ mimeType: 'video/VP9', payloadType: 98, clockRate: 90000, parameters: { 'profile-id': 0 } }],
    encodings: [{ ...encoding, scalabilityMode: 'L3T3_KEY' }],
  };
}

/** A camera in the profile of H.264 that routers here have. */
function h264Parameters(): PayloadOf<'produce'>['rtpParameters'] {
  const parameters = { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 };
  return {
    ...cameraParameters(),
    codecs: [{ mimeType: 'video/H264', payloadType: 99, clockRate: 90000, parameters }],
  };
}

async function publishCamera(
  client: TestClient,
  transportId: string,
  rtpParameters: PayloadOf<'produce'>['rtpParameters'],
): Promise<string> {
  const request = { transportId, kind: 'video', source: 'camera', rtpParameters, paused: false } as const;
  return (await client.request('produce', request)).producerId;
}

it('a room’s codec is the wanted one while every member can decode it', async () => {
  await using sfu = await startSfu();
  const host = await TestClient.connect(sfu);
  const { room } = await host.request('create-room', { roomId: 'sharp', videoCodec: 'vp9' });
  expect(room.videoCodec).toBe('vp9');
  const { client: anna, joined } = await TestClient.join(sfu, 'sharp', 'Anna');
  expect(joined.room.videoCodec).toBe('vp9');

  const { client: ben, joined: benJoined } = await joinBasic(sfu, 'sharp');
  expect(benJoined.room.videoCodec).toBe('vp8');
  expect((await anna.next('room-updated')).room.videoCodec).toBe('vp8');
  // A second one of his kind changes nothing.
  const { client: carl } = await joinBasic(sfu, 'sharp');
  await ben.request('leave-room', {});
  await anna.next('user-left');
  expect(anna.events.map(({ name }) => name)).not.toContain('room-updated');
  await carl.request('leave-room', {});
  expect((await anna.next('room-updated')).room.videoCodec).toBe('vp9');
  for (const client of [host, anna, ben, carl]) client.close();
});

it('who cannot decode what is sent gets the picture as soon as it is sent anew', async () => {
  await using sfu = await startSfu({ PARLEY_WORKERS: '2', PARLEY_WORKER_MAX_CONSUMERS: '2' });
  await sfu.registry.create('mixed', { videoCodec: 'vp9' });
  const { client: anna, joined } = await TestClient.join(sfu, 'mixed', 'Anna');
  const vp9Id = await publishCamera(anna, joined.sendTransport.id, vp9Parameters());
  const { client: able, joined: ableJoined } = await TestClient.join(sfu, 'mixed', 'Able');
  expect(ableJoined.consumers.map(({ producerId }) => producerId)).toEqual([vp9Id]);

  const { client: ben, joined: benJoined } = await joinBasic(sfu, 'mixed');
  expect(benJoined.consumers).toEqual([]);
  await anna.next('room-updated');
  await anna.request('close-producer', { producerId: vp9Id });
  const vp8Id = await publishCamera(anna, joined.sendTransport.id, cameraParameters());
  for (const client of [ben, able]) {
    const { consumers } = await client.next('new-consumers');
    expect(consumers.map(({ producerId }) => producerId)).toEqual([vp8Id]);
  }
  for (const client of [anna, able, ben]) client.close();
});

it('who sends H.264 on their own account is told when somebody comes who cannot decode it', async () => {
  await using sfu = await startSfu();
  const { client: anna, joined } = await TestClient.join(sfu, 'hardware', 'Anna');
  const { client: able } = await TestClient.join(sfu, 'hardware', 'Able');
  const { client: ben, joined: benJoined } = await joinBasic(sfu, 'hardware');
  expect([joined.room.noH264, benJoined.room.noH264]).toEqual([undefined, true]);
  await able.next('user-joined');
  await anna.next('user-joined');
  await anna.next('user-joined');
  // Nobody sends it: there is nothing to tell. Somebody does who could not know yet: then there is.
  expect(anna.events.map(({ name }) => name)).not.toContain('room-updated');
  const h264Id = await publishCamera(anna, joined.sendTransport.id, h264Parameters());
  expect((await anna.next('room-updated')).room).toMatchObject({ videoCodec: 'vp8', noH264: true });

  await ben.request('leave-room', {});
  await anna.next('user-left');
  expect(sfu.registry.get('hardware')?.state.noH264).toBeUndefined();
  const { client: carl, joined: carlJoined } = await joinBasic(sfu, 'hardware');
  expect(carlJoined.consumers).toEqual([]);
  expect((await anna.next('room-updated')).room).toMatchObject({ videoCodec: 'vp8', noH264: true });
  await anna.request('close-producer', { producerId: h264Id });
  await publishCamera(anna, joined.sendTransport.id, cameraParameters());
  expect((await carl.next('new-consumers')).consumers).toHaveLength(1);
  for (const client of [anna, able, ben, carl]) client.close();
});

it('everybody sends VP8 where nothing else is asked for', async () => {
  await using sfu = await startSfu();
  const { client, joined } = await TestClient.join(sfu, 'usual');
  expect(joined.room.videoCodec).toBe('vp8');
  const { client: ben } = await joinBasic(sfu, 'usual');
  await client.next('user-joined');
  expect(client.events).toEqual([]);
  client.close();
  ben.close();
});

it('rooms are made over HTTP with a codec', async () => {
  await using sfu = await startSfu();
  const post = async (path: string, body?: string, type = 'application/json') => {
    const headers = body === undefined ? {} : { 'Content-Type': type };
    const response = await fetch(sfu.localUrl + path, { method: 'POST', headers, body: body ?? null });
    const answer = (await response.json()) as { roomId?: string; error?: { code: string } };
    const codec: VideoCodec | undefined = sfu.registry.get(answer.roomId ?? '')?.state.videoCodec;
    return { status: response.status, code: answer.error?.code, codec };
  };
  expect(await post('/api/rooms', '{"videoCodec":"vp9"}')).toMatchObject({ status: 201, codec: 'vp9' });
  expect(await post('/api/rooms/named', '{"videoCodec":"av1"}')).toMatchObject({ status: 201, codec: 'av1' });
  expect(await post('/api/rooms', '{}')).toMatchObject({ status: 201, codec: 'vp8' });
  expect(await post('/api/rooms')).toMatchObject({ status: 201, codec: 'vp8' });
  const refused = { status: 400, code: 'INVALID_PAYLOAD' };
  for (const body of [
    '{"videoCodec":"h265"}',
    '{"videoCodec":null}',
    '[]',
    '{',
    `{"x":"${'x'.repeat(20_000)}"}`,
  ]) {
    expect(await post('/api/rooms', body)).toMatchObject(refused);
    expect(await post('/api/rooms/refused', body)).toMatchObject(refused);
  }
  expect(sfu.registry.get('refused')).toBeUndefined();
});

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startSfu } from '../../../apps/sfu/testing/startSfu.ts';
import { joinPayload, TestClient } from '../../../apps/sfu/test/TestClient.ts';
import { Bot, ensureMedia } from '../src/index.ts';
import { NativeConnection } from '../src/native/NativeConnection.ts';
import type { ServerTransportParameters } from '../src/native/sdp.ts';
import {
  bindingRequest,
  hostilePacket,
  type IceParameters,
  randomFrom,
  rtcpPacket,
  rtpPacket,
} from './HostilePackets.ts';
import { received } from './received.ts';

type Sfu = Awaited<ReturnType<typeof startSfu>>;

const PACKETS = 3000;
/** So many at a time that none is lost before it is read. */
const BATCH = 50;
const LOOPBACK = '127.0.0.1';
/** What the hostile participant says that it sends. */
const SSRC = { camera: 123_456, microphone: 654_321 };

/** Somebody who talks and somebody who hears that, in the same worker as the attacker's room. */
async function meet(url: string) {
  const media = await ensureMedia();
  const speaker = await Bot.join({ url, roomId: 'talk', displayName: 'Anna', media });
  const listener = await Bot.join({
    url,
    roomId: 'talk',
    displayName: 'Ben',
    media,
    camera: false,
    microphone: false,
  });
  const packets = () => received(listener.stats(), speaker, 'microphone')?.audio?.voicePackets ?? 0;
  await expect.poll(packets).toBeGreaterThan(20);
  return {
    speaker,
    /** That the voice comes still: more of it than before. */
    async check(): Promise<void> {
      const before = packets();
      await expect.poll(packets).toBeGreaterThan(before + 20);
    },
    async [Symbol.asyncDispose]() {
      await speaker[Symbol.asyncDispose]();
      await listener[Symbol.asyncDispose]();
    },
  };
}

/** The media port and what it takes to be let through to a transport behind it. */
async function knock(sfu: Sfu) {
  const client = await TestClient.connect(sfu);
  const { sendTransport } = await client.request('join-room', joinPayload(sfu, 'elsewhere'));
  const [candidate] = sendTransport.iceCandidates;
  if (candidate === undefined) throw new Error('no candidate');
  return { client, port: candidate.port, ice: sendTransport.iceParameters };
}

async function sendByUdp(port: number, ice: IceParameters, isLetIn: boolean): Promise<void> {
  const random = randomFrom(isLetIn ? 1 : 2);
  const socket = createSocket('udp4');
  socket.bind(0, LOOPBACK);
  await once(socket, 'listening');
  if (isLetIn) {
    const answered = once(socket, 'message');
    socket.send(bindingRequest(ice), port, LOOPBACK);
    const [answer] = (await answered) as [Buffer];
    // A success response: from here on it is a participant's address.
    expect(answer.readUInt16BE(0)).toBe(0x0101);
  }
  for (let sent = 0; sent < PACKETS; sent += 1) {
    socket.send(hostilePacket(random, ice), port, LOOPBACK);
    if (sent % BATCH === 0) await sleep(1);
  }
  socket.close();
}

/** Frames that say wrong lengths, never end, or are nothing at all. */
async function sendByTcp(port: number, ice: IceParameters): Promise<void> {
  const random = randomFrom(3);
  const ends: Promise<unknown>[] = [];
  const sockets: Socket[] = [];
  for (let opened = 0; opened < 60; opened += 1) {
    const socket = connect({ port, host: LOOPBACK });
    socket.on('error', () => undefined); // the server may end it
    ends.push(new Promise((resolve) => socket.once('close', resolve)));
    sockets.push(socket);
    if (opened % 3 === 0) socket.write(framed(bindingRequest(ice)));
    for (let sent = 0; sent < 20; sent += 1) {
      const packet = hostilePacket(random, ice);
      socket.write(
        random(3) === 0 ? Buffer.concat([Buffer.of(random(256), random(256)), packet]) : framed(packet),
      );
    }
    await sleep(2);
  }
  for (const socket of sockets) socket.destroy();
  await Promise.all(ends);
}

function framed(packet: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(packet.length, 0);
  return Buffer.concat([length, packet]);
}

/** What a participant of the same room sends through its own connection, encrypted as it should be. */
async function sendAsParticipant(sfu: Sfu): Promise<void> {
  using mallory = await TestClient.connect(sfu);
  const { sendTransport } = await mallory.request('join-room', joinPayload(sfu, 'talk'));
  const connection = new NativeConnection({
    ...(sendTransport as unknown as ServerTransportParameters),
    onPacket: () => undefined,
    onStateChange: () => undefined,
  });
  try {
    const dtlsParameters = await connection.localDtlsParameters();
    const transportId = sendTransport.id;
    await mallory.request('connect-transport', { transportId, dtlsParameters });
    for (const source of ['camera', 'microphone'] as const)
      await mallory.request('produce', { transportId, source, paused: false, ...parametersOf(sfu, source) });
    connection.start();
    await expect.poll(() => connection.open).toBe(true);
    const random = randomFrom(4);
    let refused = 0;
    for (let sent = 0; sent < PACKETS; sent += 1) {
      const ssrc = SSRC[random(2) === 0 ? 'camera' : 'microphone'];
      const packet = random(2) === 0 ? rtpPacket(random, ssrc, sent) : rtcpPacket(random, ssrc);
      if (!sendEncrypted(connection, packet)) refused += 1;
      if (sent % BATCH === 0) await sleep(1);
    }
    // Most of it has really been sent.
    expect(refused).toBeLessThan(PACKETS / 2);
  } finally {
    connection.close();
  }
}

/** Whether the library that encrypts takes it: what it cannot read itself, nobody ever gets. */
function sendEncrypted(connection: NativeConnection, packet: Buffer): boolean {
  try {
    return connection.send(packet);
  } catch {
    return false;
  }
}

/** With every header extension the server can read. */
function parametersOf({ pool }: Sfu, source: keyof typeof SSRC) {
  const kind = source === 'camera' ? ('video' as const) : ('audio' as const);
  const codec =
    kind === 'video'
      ? { mimeType: 'video/VP8', payloadType: 96, clockRate: 90000 }
      : { mimeType: 'audio/opus', payloadType: 111, clockRate: 48000, channels: 2 };
  const extensions = (pool.rtpCapabilities.headerExtensions ?? []).filter(
    (extension) => extension.kind === kind,
  );
  const headerExtensions = extensions.map(({ uri, preferredId }) => ({ uri, id: preferredId }));
  return { kind, rtpParameters: { codecs: [codec], headerExtensions, encodings: [{ ssrc: SSRC[source] }] } };
}

it('a worker outlives whatever comes to its media port, and a room in it does not notice', async () => {
  await using sfu = await startSfu();
  const pids = () => sfu.pool.workers.map(({ pid }) => pid);
  const before = pids();
  await using talk = await meet(sfu.localUrl);
  const { client, port, ice } = await knock(sfu);
  for (const attack of [
    () => sendByUdp(port, ice, false),
    () => sendByUdp(port, ice, true),
    () => sendByTcp(port, ice),
    () => sendAsParticipant(sfu),
  ]) {
    await attack();
    await talk.check();
    expect(pids()).toEqual(before);
  }
  client.close();
  // Somebody new comes in after all of it.
  await using late = await Bot.join({
    url: sfu.localUrl,
    roomId: 'talk',
    displayName: 'Cleo',
    camera: false,
  });
  await expect
    .poll(() => received(late.stats(), talk.speaker, 'microphone')?.audio?.voicePackets ?? 0)
    .toBeGreaterThan(20);
});

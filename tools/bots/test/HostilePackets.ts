import { createHmac, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** What of a transport somebody must know to be let through to it. */
export interface IceParameters {
  usernameFragment: string;
  password: string;
}

const STUN_COOKIE = 0x2112a442;
const STUN_HEADER_BYTES = 20;
const BINDING_REQUEST = 0x0001;
const USERNAME = 0x0006;
const MESSAGE_INTEGRITY = 0x0008;
const PRIORITY = 0x0024;
const USE_CANDIDATE = 0x0025;
const ICE_CONTROLLING = 0x802a;
const FINGERPRINT = 0x8028;
const FINGERPRINT_XOR = 0x5354554e;

/** A number from 0 up to, but not including, `end`: the same each time for the same seed (mulberry32). */
export function randomFrom(seed: number): (end: number) => number {
  let state = seed;
  return (end) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % end;
  };
}

function attribute(type: number, value: Buffer): Buffer {
  const padding = (4 - (value.length % 4)) % 4;
  const header = Buffer.alloc(4);
  header.writeUInt16BE(type, 0);
  header.writeUInt16BE(value.length, 2);
  return Buffer.concat([header, value, Buffer.alloc(padding)]);
}

function stunMessage(type: number, attributes: readonly Buffer[], lengthOfMore = 0): Buffer {
  const body = Buffer.concat(attributes);
  const header = Buffer.alloc(STUN_HEADER_BYTES);
  header.writeUInt16BE(type, 0);
  header.writeUInt16BE(body.length + lengthOfMore, 2);
  header.writeUInt32BE(STUN_COOKIE, 4);
  randomBytes(12).copy(header, 8);
  return Buffer.concat([header, body]);
}

/** A binding request that the server accepts: from then on it takes what comes from the same address for a participant's. */
export function bindingRequest({ usernameFragment, password }: IceParameters): Buffer {
  const attributes = [
    attribute(USERNAME, Buffer.from(`${usernameFragment}:attacker`)),
    attribute(PRIORITY, Buffer.of(0x6e, 0, 0, 1)),
    attribute(ICE_CONTROLLING, randomBytes(8)),
    attribute(USE_CANDIDATE, Buffer.alloc(0)),
  ];
  const unsigned = stunMessage(BINDING_REQUEST, attributes, 24);
  const mark = createHmac('sha1', password).update(unsigned).digest();
  const signed = Buffer.concat([unsigned, attribute(MESSAGE_INTEGRITY, mark)]);
  signed.writeUInt16BE(signed.length - STUN_HEADER_BYTES + 8, 2);
  const fingerprint = Buffer.alloc(4);
  fingerprint.writeUInt32BE((crc32(signed) ^ FINGERPRINT_XOR) >>> 0, 0);
  return Buffer.concat([signed, attribute(FINGERPRINT, fingerprint)]);
}

/** The first flight of a DTLS client, which says of its lengths whatever it likes. */
function dtlsRecord(random: (end: number) => number): Buffer {
  const body = randomBytes(random(300));
  const handshake = Buffer.concat([
    Buffer.of(random(30), ...numberBytes(random(2) === 0 ? body.length : random(1 << 24), 3)),
    Buffer.of(0, random(3), ...numberBytes(random(1 << 24), 3), ...numberBytes(random(1 << 24), 3)),
    body,
  ]);
  const type = [20, 21, 22, 23, 25, 63][random(6)] ?? 22;
  const length = random(3) === 0 ? random(1 << 16) : handshake.length;
  const header = [
    type,
    0xfe,
    [0xfd, 0xff, 0x00][random(3)] ?? 0xfd,
    0,
    random(3),
    0,
    0,
    0,
    0,
    random(256),
    random(256),
  ];
  return Buffer.concat([Buffer.of(...header, ...numberBytes(length, 2)), handshake]);
}

/** RTP whose extensions, padding and payload are not what its header says. */
export function rtpPacket(random: (end: number) => number, ssrc: number, sequence = random(0x10000)): Buffer {
  const header = Buffer.alloc(12);
  header.writeUInt8(0x80 | (random(2) << 5) | (random(2) << 4), 0);
  header.writeUInt8([96, 111, 96 | 0x80, random(256)][random(4)] ?? 96, 1);
  header.writeUInt16BE(sequence & 0xffff, 2);
  header.writeUInt32BE(random(2 ** 32), 4);
  header.writeUInt32BE(random(4) === 0 ? random(2 ** 32) : ssrc, 8);
  const extension = Buffer.from([
    ...([
      [0xbe, 0xde],
      [0x10, 0x00],
      [0, 0],
    ][random(3)] ?? []),
    0,
    random(6),
  ]);
  return Buffer.concat([header, extension, randomBytes(24 + random(900))]);
}

/** A compound of RTCP packets of every type, with counts and lengths of their own invention. */
export function rtcpPacket(random: (end: number) => number, ssrc: number): Buffer {
  const parts = Array.from({ length: 1 + random(4) }, () => {
    const body = randomBytes(4 * random(40));
    if (body.length >= 8) {
      body.writeUInt32BE(ssrc, 0);
      body.writeUInt32BE(random(2) === 0 ? ssrc : random(2 ** 32), 4);
    }
    const words = random(4) === 0 ? random(0x10000) : body.length / 4;
    const type = 200 + random(8);
    return Buffer.concat([
      Buffer.of(0x80 | (random(2) << 5) | random(32), type, ...numberBytes(words, 2)),
      body,
    ]);
  });
  return Buffer.concat(parts);
}

/** Anything that could come to a media port. */
export function hostilePacket(random: (end: number) => number, ice: IceParameters): Buffer {
  const kinds: (() => Buffer)[] = [
    () => randomBytes(random(1400)),
    () => Buffer.alloc(random(1400), random(256)),
    () => dtlsRecord(random),
    () => rtpPacket(random, random(2 ** 32)),
    () => rtcpPacket(random, random(2 ** 32)),
    () => spoiled(bindingRequest(ice), random),
    () => bindingRequest({ ...ice, password: 'not the password of it' }),
    () => stunMessage(random(0x4000), [attribute(random(0x10000), randomBytes(random(800)))], random(0x100)),
    () => Buffer.alloc(0),
  ];
  return (kinds[random(kinds.length)] ?? (() => Buffer.alloc(0)))();
}

/** With a few bytes of it changed, or without its end. */
function spoiled(packet: Buffer, random: (end: number) => number): Buffer {
  const copy = Buffer.from(packet);
  for (let change = 0; change <= random(4); change += 1) copy[random(copy.length)] = random(256);
  return random(2) === 0 ? copy : copy.subarray(0, random(copy.length));
}

function numberBytes(value: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => (value >>> (8 * (count - 1 - index))) & 0xff);
}

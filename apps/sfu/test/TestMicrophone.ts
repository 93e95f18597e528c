import type { types } from 'mediasoup';

const PACKET_MS = 20;
const SAMPLES_PER_PACKET = 960;
const LEVEL_EXTENSION_ID = 1;
const LEVEL_URI = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level';
const PAYLOAD_BYTES = 60;

let nextSsrc = 500_000;

/** A microphone whose packets are written here, each with a chosen audio level, straight into a router. */
export class TestMicrophone implements Disposable {
  readonly producer: types.Producer;
  readonly #ssrc: number;
  #sequence = 0;
  #timestamp = 0;
  #timer: NodeJS.Timeout | null = null;

  static async create(transport: types.DirectTransport): Promise<TestMicrophone> {
    const ssrc = nextSsrc++;
    const producer = await transport.produce({
      kind: 'audio',
      rtpParameters: {
        codecs: [{ mimeType: 'audio/opus', payloadType: 111, clockRate: 48000, channels: 2 }],
        headerExtensions: [{ uri: LEVEL_URI, id: LEVEL_EXTENSION_ID }],
        encodings: [{ ssrc }],
      },
    });
    return new TestMicrophone(producer, ssrc);
  }

  private constructor(producer: types.Producer, ssrc: number) {
    this.producer = producer;
    this.#ssrc = ssrc;
  }

  /** Plays levels in dBov, one per 20 ms; null sends nothing, as with DTX. Resolves after the last one. */
  play(levels: readonly (number | null)[]): Promise<void> {
    this[Symbol.dispose]();
    const startedAtMs = performance.now();
    let index = 0;
    return new Promise((resolve) => {
      this.#timer = setInterval(() => {
        const due = Math.floor((performance.now() - startedAtMs) / PACKET_MS);
        for (; index <= due && index < levels.length; index += 1) this.#send(levels[index] ?? null);
        if (index < levels.length) return;
        this[Symbol.dispose]();
        resolve();
      }, PACKET_MS / 4);
    });
  }

  [Symbol.dispose](): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  #send(dbov: number | null): void {
    this.#timestamp += SAMPLES_PER_PACKET;
    if (dbov === null) return;
    const packet = Buffer.alloc(20 + PAYLOAD_BYTES);
    packet.writeUInt8(0x90, 0);
    packet.writeUInt8(111, 1);
    packet.writeUInt16BE(this.#sequence++ & 0xffff, 2);
    packet.writeUInt32BE(this.#timestamp >>> 0, 4);
    packet.writeUInt32BE(this.#ssrc, 8);
    packet.writeUInt32BE(0xbede0001, 12);
    packet.writeUInt8(LEVEL_EXTENSION_ID << 4, 16);
    packet.writeUInt8(-dbov, 17);
    this.producer.send(packet);
  }
}

/** `ms` of the same level. */
export function level(dbov: number | null, ms: number): (number | null)[] {
  return new Array<number | null>(Math.round(ms / PACKET_MS)).fill(dbov);
}

/** `ms` of speech: syllables of 180 ms with dips of 60 ms, and the level of real voices in each. */
export function speech(ms: number, loudDbov = -25): number[] {
  const syllable = [-8, -2, 0, 0, -1, -2, -4, -7, -12, -22, -38, -30];
  return Array.from(
    { length: Math.round(ms / PACKET_MS) },
    (_, i) => loudDbov + (syllable[i % syllable.length] ?? 0),
  );
}

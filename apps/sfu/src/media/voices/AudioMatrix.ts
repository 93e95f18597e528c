import type { types } from 'mediasoup';

/** What the matrix asks of a peer's media. */
export interface AudioPeer {
  ownerId: string;
  /** The producer of this peer's microphone. */
  microphone: types.Producer | undefined;
  /** What this peer receives of the others' sound. */
  audioConsumers: readonly types.Consumer[];
}

/** Whether a microphone's packets arrive here; `muted` and `off` need none. */
export type Sends = 'yes' | 'no!' | 'muted' | 'off';
/** Heard; to be heard but without packets; muted or not chosen. */
export type Hears = 'yes' | 'no!' | '-';

export interface AudioRow {
  ownerId: string;
  sends: Sends;
  /** Whom this person hears, by owner id. */
  hears: ReadonlyMap<string, Hears>;
}

const CACHED_MS = 1000;

/**
 * Who should hear whom in a room, and who does. It asks the worker for one set of figures for each stream that should
 * flow, so an answer is given again for a second, and all who ask meanwhile share one.
 */
export class AudioMatrix {
  #rows: Promise<AudioRow[]> | null = null;
  #readAtMs = -Infinity;

  /** `voiceIds`: whose voices are forwarded to everyone; null when every voice is. */
  read(peers: readonly AudioPeer[], voiceIds: readonly string[] | null): Promise<AudioRow[]> {
    const nowMs = performance.now();
    if (this.#rows === null || nowMs - this.#readAtMs >= CACHED_MS) {
      this.#readAtMs = nowMs;
      this.#rows = Promise.all(peers.map((peer) => readRow(peer, peers, voiceIds)));
    }
    return this.#rows;
  }
}

async function readRow(
  listener: AudioPeer,
  peers: readonly AudioPeer[],
  voiceIds: readonly string[] | null,
): Promise<AudioRow> {
  const speakers = peers.filter((peer) => peer !== listener);
  const hears = await Promise.all(
    speakers.map(async (speaker) => {
      const chosen = voiceIds === null || voiceIds.includes(speaker.ownerId);
      return [speaker.ownerId, await hearsOf(listener, speaker.microphone, chosen)] as const;
    }),
  );
  return { ownerId: listener.ownerId, sends: await sendsOf(listener.microphone), hears: new Map(hears) };
}

async function sendsOf(microphone: types.Producer | undefined): Promise<Sends> {
  if (microphone === undefined) return 'off';
  if (microphone.paused) return 'muted';
  return (await isFlowing(microphone)) ? 'yes' : 'no!';
}

async function hearsOf(
  { audioConsumers }: AudioPeer,
  microphone: types.Producer | undefined,
  chosen: boolean,
): Promise<Hears> {
  if (microphone === undefined || microphone.paused) return '-';
  const consumer = audioConsumers.find(({ producerId }) => producerId === microphone.id);
  const forwarded = consumer?.paused === false;
  // Pinned voices are forwarded without being among the chosen ones.
  if (!chosen && !forwarded) return '-';
  return forwarded && (await isArriving(consumer)) ? 'yes' : 'no!';
}

/** mediasoup's bitrate is that of the last 2.5 seconds; a silent microphone sends a packet every 400 ms. */
async function isFlowing(microphone: types.Producer): Promise<boolean> {
  return (await statsOf(microphone)).some(({ bitrate }) => bitrate > 0);
}

async function isArriving(consumer: types.Consumer): Promise<boolean> {
  // The figures of a consumer come with those of its producer.
  const stats = await statsOf(consumer);
  return stats.some(({ type, bitrate }) => type === 'outbound-rtp' && bitrate > 0);
}

/** Nothing when the stream closes meanwhile. */
async function statsOf<T>(stream: { getStats(): Promise<T[]> }): Promise<T[]> {
  return stream.getStats().catch(() => []);
}

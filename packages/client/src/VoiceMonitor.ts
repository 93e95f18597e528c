import { AudioWatchdog, type VoiceSample } from './AudioWatchdog.ts';
import { SignalError, type SignalErrorCode } from './errors.ts';
import type { RoomSnapshot, RoomStore } from './RoomStore.ts';
import { shouldBeHeard } from './shouldBeHeard.ts';
import type { ReceivedVoice } from './Subscriber.ts';

export interface VoiceMonitorOptions {
  store: RoomStore;
  voices: () => readonly ReceivedVoice[];
  /** Whose voices I hear whatever the room's rule, because I pinned them. */
  pinnedIds: () => ReadonlySet<string>;
  /** Has a consumer made anew. */
  renew: (consumerId: string) => Promise<unknown>;
  onProblem: (problem: unknown) => void;
}

const INTERVAL_MS = 1000;
/** The consumer or the connection has gone meanwhile, and what comes instead is watched as well. */
const HARMLESS_CODES: readonly SignalErrorCode[] = ['CONSUMER_NOT_FOUND', 'DISCONNECTED', 'RATE_LIMITED'];

/** Runs the audio watchdog while in a room. Looks at statistics only of those who speak, so that it costs next to nothing. */
export class VoiceMonitor {
  readonly #options: VoiceMonitorOptions;
  readonly #watchdog = new AudioWatchdog();
  readonly #unsubscribe: () => void;
  #timer: ReturnType<typeof setInterval> | null = null;
  #looking = false;

  constructor(options: VoiceMonitorOptions) {
    this.#options = options;
    this.#unsubscribe = options.store.subscribe(this.#follow);
  }

  close(): void {
    this.#unsubscribe();
    this.#stop();
  }

  readonly #follow = (): void => {
    const listens = canListen(this.#options.store.getSnapshot());
    if (listens && this.#timer === null) this.#timer = setInterval(() => void this.#look(), INTERVAL_MS);
    else if (!listens && this.#timer !== null) this.#stop();
  };

  /** Without a connection nothing is expected, and what was found out before says nothing about the next one. */
  #stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#judge([]);
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      const samples = await this.#sample();
      if (this.#timer !== null) this.#judge(samples);
    } catch (error) {
      this.#options.onProblem(error);
    } finally {
      this.#looking = false;
    }
  }

  #sample(): Promise<VoiceSample[]> {
    const snapshot = this.#options.store.getSnapshot();
    const users = new Map(snapshot.users.map((user) => [user.id, user]));
    const pinnedIds = this.#options.pinnedIds();
    const expected = this.#options.voices().filter(({ userId }) => {
      const user = users.get(userId);
      return user !== undefined && shouldBeHeard(user, snapshot, pinnedIds);
    });
    return Promise.all(expected.map((voice) => this.#sampleVoice(voice, snapshot)));
  }

  async #sampleVoice(voice: ReceivedVoice, snapshot: RoomSnapshot): Promise<VoiceSample> {
    const { userId, producerId, consumerId } = voice;
    const speaking = snapshot.activeSpeakerId === userId || snapshot.speakingIds.includes(userId);
    const look = speaking || this.#watchdog.doubts(userId);
    const packets = look ? packetsReceived(await voice.getStats()) : null;
    return { userId, producerId, consumerId, speaking, packets };
  }

  #judge(samples: readonly VoiceSample[]): void {
    const { store, renew, onProblem } = this.#options;
    const consumerIds = this.#watchdog.look(samples, performance.now());
    store.update({ inaudibleIds: this.#watchdog.inaudibleIds });
    for (const consumerId of consumerIds) {
      renew(consumerId).catch((error: unknown) => {
        if (!(error instanceof SignalError) || !HARMLESS_CODES.includes(error.code)) onProblem(error);
      });
    }
  }
}

function canListen({ status, mediaConnection }: RoomSnapshot): boolean {
  return status === 'joined' && mediaConnection === 'connected';
}

/** 0 before the first one: browsers have no such entry until then. */
function packetsReceived(report: RTCStatsReport): number {
  let packets = 0;
  report.forEach((stats: RTCInboundRtpStreamStats) => {
    if (stats.type === 'inbound-rtp') packets += stats.packetsReceived ?? 0;
  });
  return packets;
}

import { setTimeout as sleep } from 'node:timers/promises';
import { type JoinOptions, RoomClient } from '@parley/client';
import type { MediaSource } from '@parley/protocol';
import { firstArrivals, totals } from './BotStats.ts';
import type { BotStats, RemoteStats } from './BotStats.ts';
import { hearingOf } from './hearing.ts';
import type { Hearing } from './hearing.ts';
import { ensureMedia } from './media/ensureMedia.ts';
import type { MediaLibrary } from './media/MediaLibrary.ts';
import { AudioClipTrack, VideoClipTrack } from './native/ClipTrack.ts';
import type { SpeechStart } from './native/ClipTrack.ts';
import { createNativeHandlerFactory } from './native/NativeHandler.ts';
import type { FrameQuery } from './native/receive/FrameLog.ts';
import { PacketLoss } from './native/PacketLoss.ts';
import { ReceivedTrack } from './native/receive/ReceivedTrack.ts';
import type { ReceiveStream } from './native/receive/ReceiveStream.ts';
import { trustOptions } from './trust.ts';

export interface BotOptions {
  /** Origin of the server, such as `http://localhost:3000`. */
  readonly url: string;
  readonly roomId: string;
  readonly displayName: string;
  /** What is shown at the door, where it is asked for; see the SDK's `JoinOptions`. */
  readonly door?: Omit<JoinOptions, 'roomId' | 'displayName'>;
  /** `false` for none, or a number that chooses the picture; default `true`. */
  readonly camera?: boolean | number;
  /** `false` for none, or a number that chooses the voice; default `true`. */
  readonly microphone?: boolean | number;
  /** Whether the microphone is heard at first; default `true`. See {@link Bot.say}. */
  readonly speaking?: boolean;
  /** Default: {@link ensureMedia}, which makes the clips on first use. */
  readonly media?: MediaLibrary;
  /** Accept any TLS certificate; default: from loopback addresses only. */
  readonly insecure?: boolean;
  /** Told about failures that the call survives; default: `console.warn`. */
  readonly onProblem?: (problem: unknown) => void;
}

const POLL_MS = 20;

/** A participant without a browser: real ICE, DTLS and SRTP, and the same SDK as the web app, with clips for devices. */
export class Bot {
  /** The SDK below, for everything that has no shortcut here: views, chat, the room's state. */
  readonly client: RoomClient;
  readonly displayName: string;
  readonly #media: MediaLibrary;
  readonly #door: BotOptions['door'];
  #camera: VideoClipTrack | null;
  #microphone: AudioClipTrack | null;
  readonly #streams: ReceiveStream[] = [];
  readonly #loss = new PacketLoss();
  #prepareMs = 0;
  #joinStartedAtMs = 0;
  #joinedAtMs = 0;

  private constructor(options: BotOptions, media: MediaLibrary) {
    this.displayName = options.displayName;
    this.#media = media;
    this.#door = options.door;
    this.#camera = isOn(options.camera) ? new VideoClipTrack(media.camera(variantOf(options.camera))) : null;
    this.#microphone = isOn(options.microphone)
      ? new AudioClipTrack(media.voice(variantOf(options.microphone)), options.speaking ?? true)
      : null;
    this.client = new RoomClient({
      url: options.url,
      handlerFactory: createNativeHandlerFactory({
        onReceiveStream: (stream) => this.#streams.push(stream),
        isLost: () => this.#loss.hits(),
      }),
      losePackets: (share, forMs) => this.#loss.begin(share, forMs),
      ...trustOptions(options.url, options.insecure),
      ...(options.onProblem && { onProblem: options.onProblem }),
    });
  }

  /**
   * Joins and begins to send; resolves when the server has let it in, perhaps after waiting in the lobby. Rejects with the SDK's `SignalError`, and then
   * nothing is left behind.
   */
  static async join(options: BotOptions): Promise<Bot> {
    const bot = new Bot(options, options.media ?? (await ensureMedia()));
    try {
      await bot.#join(options.roomId);
    } catch (error) {
      bot.client.close();
      throw error;
    }
    return bot;
  }

  /** Own id in the room. */
  get userId(): string {
    const { userId } = this.client.store.getSnapshot();
    if (userId === null) throw new Error('bot is in no room');
    return userId;
  }

  /** Talks, beginning with a voiced packet at once, or is silent without being muted. */
  say(speaking: boolean): void {
    if (this.#microphone) this.#microphone.speaking = speaking;
  }

  /** A single cough of 150 ms. */
  cough(): void {
    this.#microphone?.playOnce(this.#media.cough());
  }

  /** Types on a loud keyboard, which is heard while nobody speaks, or stops. */
  type(typing = true): void {
    if (this.#microphone) this.#microphone.background = typing ? this.#media.typing() : null;
  }

  /** When it last began to speak: because it was told to, or because it was heard again after a mute. */
  get lastSpeechStart(): SpeechStart | null {
    return this.#microphone?.lastSpeechStart ?? null;
  }

  /** When the first packet of that speech was sent, on the clock of `performance.now()`. */
  get lastSpeechStartAtMs(): number | null {
    return this.lastSpeechStart?.atMs ?? null;
  }

  /** What of somebody's speech, given by its `lastSpeechStart`, arrived first; `null` while nothing did. */
  hearing(userId: string, speech: SpeechStart): Hearing | null {
    const spurt = this.#track(userId, 'microphone')?.spurtSince(speech.rtpTimestamp);
    return spurt ? hearingOf(speech, spurt) : null;
  }

  /**
   * When the first frame of at least `minHeight` lines came since `sinceMs` (both optional), or `null`. Knows the last
   * 20 s or so of a picture that it receives.
   */
  firstFrameAtMs(
    userId: string,
    { source = 'camera', ...query }: FrameQuery & { readonly source?: 'camera' | 'screen' } = {},
  ): number | null {
    return this.#track(userId, source)?.firstFrameAtMs(query) ?? null;
  }

  async mute(muted = true): Promise<void> {
    if (this.#microphone)
      await this.client.setSource('microphone', { track: this.#microphone, paused: muted });
  }

  /** Switches the camera off and on. */
  async showCamera(on: boolean): Promise<void> {
    const track = this.#camera;
    if (track) await this.client.setSource('camera', on ? { track, paused: false } : null);
  }

  /** Another camera, which is on, in place of the one it has: chosen by a number as in {@link BotOptions.camera}. */
  async changeCamera(variant: number): Promise<void> {
    const track = new VideoClipTrack(this.#media.camera(variant));
    this.#camera = track;
    await this.client.setSource('camera', { track, paused: false });
  }

  /** The same for the microphone, which hears what the one before would have heard. */
  async changeMicrophone(variant: number): Promise<void> {
    const track = new AudioClipTrack(this.#media.voice(variant), this.#microphone?.speaking ?? true);
    this.#microphone = track;
    await this.client.setSource('microphone', { track, paused: false });
  }

  /** Shares a picture of slides beside the camera. */
  async shareScreen(): Promise<void> {
    const track = new VideoClipTrack(this.#media.screen(), 'screen');
    await this.client.setSource('screen', { track, paused: false });
  }

  async stopSharing(): Promise<void> {
    await this.client.setSource('screen', null);
  }

  stats(): BotStats {
    const all = this.#streams.map((stream) => stream.stats());
    const { audioAtMs, videoAtMs } = firstArrivals(all);
    const remotes = this.#remotes();
    const sinceJoin = (atMs: number | null): number | null =>
      atMs === null ? null : atMs - this.#joinStartedAtMs;
    return {
      userId: this.userId,
      displayName: this.displayName,
      timing: {
        prepareMs: this.#prepareMs,
        joinedMs: this.#joinedAtMs - this.#joinStartedAtMs,
        firstAudioMs: sinceJoin(audioAtMs),
        firstVideoMs: sinceJoin(videoAtMs),
      },
      remotes,
      total: totals(
        all,
        remotes.map(({ received }) => received),
      ),
    };
  }

  /** Waits until the figures are as wanted. Rejects after `timeoutMs` (default 20,000). */
  async until(wanted: (stats: BotStats) => boolean, timeoutMs = 20_000): Promise<BotStats> {
    const deadlineMs = performance.now() + timeoutMs;
    for (;;) {
      const stats = this.stats();
      if (wanted(stats)) return stats;
      if (performance.now() > deadlineMs)
        throw new Error(`${this.displayName} waited ${timeoutMs} ms in vain`);
      await sleep(POLL_MS);
    }
  }

  /** Leaves the room and ends everything. Figures stay readable. Never fails. */
  async leave(): Promise<void> {
    await this.client.leave();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.leave();
  }

  async #join(roomId: string): Promise<void> {
    const startedAtMs = performance.now();
    await this.client.prepare();
    const wishes = this.#sendFromTheStart();
    this.#joinStartedAtMs = performance.now();
    this.#prepareMs = this.#joinStartedAtMs - startedAtMs;
    await this.client.join({ roomId, displayName: this.displayName, ...this.#door });
    this.#joinedAtMs = performance.now();
    await wishes;
  }

  /** Before the join: remembered, and applied with it. */
  async #sendFromTheStart(): Promise<void> {
    const [camera, microphone] = [this.#camera, this.#microphone];
    await Promise.all([
      microphone && this.client.setSource('microphone', { track: microphone, paused: false }),
      camera && this.client.setSource('camera', { track: camera, paused: false }),
    ]);
  }

  #track(userId: string, source: MediaSource): ReceivedTrack | null {
    const { users } = this.client.store.getSnapshot();
    const track = users.find(({ id }) => id === userId)?.tracks[source];
    return track instanceof ReceivedTrack ? track : null;
  }

  #remotes(): RemoteStats[] {
    const { users } = this.client.store.getSnapshot();
    return users.flatMap(({ id, displayName, tracks }) =>
      (Object.entries(tracks) as [MediaSource, MediaStreamTrack][]).flatMap(([source, track]) =>
        track instanceof ReceivedTrack ? [{ userId: id, displayName, source, received: track.stats() }] : [],
      ),
    );
  }
}

function isOn(choice: boolean | number | undefined): boolean {
  return choice !== false;
}

function variantOf(choice: boolean | number | undefined): number {
  return typeof choice === 'number' ? choice : 0;
}

import { LocalMedia, publishLocalMedia, RoomClient } from '@parley/client';
import { hearsAnything, onReceivingConnected, sentBytes, watchConnections } from './connections.ts';
import { Stage } from './Stage.ts';

/** Milliseconds since the click. */
export interface JoinTimes {
  /** The server has answered. */
  joinedMs: number;
  /** The first remote picture has a receiver. */
  receiverMs: number;
  /** ICE and DTLS of the receiving transport are done. */
  connectedMs: number;
  firstVideoMs: number;
  /** Everybody who sends a picture is seen. */
  allVideoMs: number;
  firstAudioMs: number;
}

/** What the benchmarks can ask this page for. */
export interface BenchPage {
  /** Everything that the web app does on its pre-join page: camera and microphone are open, the SDK is ready. */
  prepare(): Promise<void>;
  /**
   * Clicks Join.
   * @param videos how many pictures of others to wait for, at least one
   * @param timeoutMs what takes longer counts as this
   */
  join(roomId: string, videos: number, timeoutMs: number): Promise<JoinTimes>;
  /** Joins without waiting for anybody. */
  enter(roomId: string): Promise<void>;
  /** Bytes sent so far. */
  sentBytes(): Promise<number>;
  /** Opens the screen and then shares it. @returns when sharing began, on the clock of `nextScreenFrame` */
  shareScreen(): Promise<number>;
  stopScreen(): Promise<void>;
  /** Resolves with the time of the first frame of the next shared screen, in milliseconds since the epoch. */
  nextScreenFrame(): Promise<number>;
  leave(): Promise<void>;
}

declare global {
  interface Window {
    bench: BenchPage;
  }
}

/** `getSynchronizationSources` has no event; this is how exactly the first audio is known. */
const AUDIO_POLL_MS = 10;

watchConnections();
const client = new RoomClient({ url: '' });
const media = new LocalMedia();
let onScreenFrame: (epochMs: number) => void = () => undefined;
const videoTimes: number[] = [];
const onVideo: (() => void)[] = [];

const stage = new Stage(client, ({ source, atMs }) => {
  if (source === 'screen') onScreenFrame(performance.timeOrigin + atMs);
  else videoTimes.push(atMs);
  for (const listener of onVideo) listener();
});

function enter(roomId: string): Promise<void> {
  return client.join({ roomId, displayName: 'Benchmark' });
}

/** Asking costs the page time that its join needs, so nobody asks before there can be an answer. */
async function firstAudio(connected: Promise<number>): Promise<number> {
  await connected;
  while (!hearsAnything()) await new Promise((resolve) => setTimeout(resolve, AUDIO_POLL_MS));
  return performance.now();
}

/** When so many pictures of others had been seen. */
function videos(count: number): Promise<number> {
  return new Promise((resolve) => {
    onVideo.push(() => {
      const atMs = videoTimes[count - 1];
      if (atMs !== undefined) resolve(atMs);
    });
  });
}

function firstReceiver(): Promise<number> {
  return new Promise((resolve) => {
    const unsubscribe = client.store.subscribe(() => {
      if (!client.store.getSnapshot().users.some(({ tracks }) => tracks.camera)) return;
      unsubscribe();
      resolve(performance.now());
    });
  });
}

function receivingConnected(): Promise<number> {
  return new Promise((resolve) => {
    const stop = onReceivingConnected(() => {
      stop();
      resolve(performance.now());
    });
  });
}

/** The time a milestone was reached, or the deadline's. */
function atMost(deadlineMs: number, reached: Promise<number>): Promise<number> {
  const deadline = new Promise<number>((resolve) => {
    setTimeout(() => resolve(deadlineMs), deadlineMs - performance.now());
  });
  return Promise.race([reached, deadline]);
}

window.bench = {
  async prepare() {
    await Promise.all([client.prepare(), media.start({ camera: true, microphone: true })]);
    publishLocalMedia(client, media);
  },

  async join(roomId, videoCount, timeoutMs) {
    const connected = receivingConnected();
    const milestones = [firstReceiver(), connected, firstAudio(connected), videos(1), videos(videoCount)];
    const clickedMs = performance.now();
    const joined = enter(roomId).then(() => performance.now());
    const [
      joinedMs = NaN,
      receiverMs = NaN,
      connectedMs = NaN,
      firstAudioMs = NaN,
      firstVideoMs = NaN,
      allVideoMs = NaN,
    ] = (
      await Promise.all([joined, ...milestones].map((reached) => atMost(clickedMs + timeoutMs, reached)))
    ).map((atMs) => atMs - clickedMs);
    return { joinedMs, receiverMs, connectedMs, firstAudioMs, firstVideoMs, allVideoMs };
  },

  enter,
  sentBytes,

  async shareScreen() {
    const stream = await navigator.mediaDevices.getDisplayMedia({ video: true });
    const [track] = stream.getVideoTracks();
    if (!track) throw new Error('no screen');
    const startedMs = performance.timeOrigin + performance.now();
    await client.setSource('screen', { track, paused: false });
    return startedMs;
  },

  async stopScreen() {
    client.store.getSnapshot().local.screen?.track?.stop();
    await client.setSource('screen', null);
  },

  nextScreenFrame: () =>
    new Promise((resolve) => {
      onScreenFrame = resolve;
    }),

  async leave() {
    stage.close();
    await client.leave();
    media.close();
  },
};

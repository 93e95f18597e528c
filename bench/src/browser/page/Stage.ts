import type { RemoteUser, RoomClient } from '@parley/client';
import type { View } from '@parley/protocol';

export interface FirstFrame {
  source: 'camera' | 'screen';
  /** `performance.now()` when the frame was presented. */
  atMs: number;
}

const ASPECT_RATIO = 9 / 16;

/** Shows everybody in an even grid, plays every voice and tells the server what it shows, as the web app does. */
export class Stage {
  readonly #client: RoomClient;
  readonly #onFirstFrame: (frame: FirstFrame) => void;
  readonly #players = new Map<MediaStreamTrack, HTMLMediaElement>();
  readonly #unsubscribe: () => void;

  constructor(client: RoomClient, onFirstFrame: (frame: FirstFrame) => void) {
    this.#client = client;
    this.#onFirstFrame = onFirstFrame;
    this.#unsubscribe = client.store.subscribe(() => this.#follow());
  }

  close(): void {
    this.#unsubscribe();
    for (const player of this.#players.values()) player.remove();
    this.#players.clear();
  }

  #follow(): void {
    const { status, users } = this.#client.store.getSnapshot();
    if (status !== 'joined') return;
    const shown = users.flatMap(shownSources);
    const size = tileSize(shown.length + 1); // and one's own picture
    this.#client.setViews(shown.map(({ userId, source }): View => ({ userId, source, ...size })));
    for (const { track, source } of shown) if (track) this.#showPicture(track, source, size.width);
    for (const { tracks } of users) if (tracks.microphone) this.#playVoice(tracks.microphone);
  }

  #showPicture(track: MediaStreamTrack, source: FirstFrame['source'], width: number): void {
    if (this.#players.has(track)) return;
    const video = document.createElement('video');
    video.muted = true;
    video.width = width;
    video.requestVideoFrameCallback(() => this.#onFirstFrame({ source, atMs: performance.now() }));
    this.#play(video, track);
  }

  #playVoice(track: MediaStreamTrack): void {
    if (!this.#players.has(track)) this.#play(document.createElement('audio'), track);
  }

  #play(player: HTMLMediaElement, track: MediaStreamTrack): void {
    this.#players.set(track, player);
    player.autoplay = true;
    player.srcObject = new MediaStream([track]);
    document.body.append(player);
  }
}

function shownSources({ id, sources, tracks }: RemoteUser) {
  return (['camera', 'screen'] as const)
    .filter((source) => sources[source] !== undefined)
    .map((source) => ({ userId: id, source, track: tracks[source] }));
}

/** Tiles of an even grid in this window, in device pixels. */
function tileSize(count: number): { width: number; height: number } {
  const columns = Math.ceil(Math.sqrt(count));
  const width = Math.round((window.innerWidth * window.devicePixelRatio) / columns);
  return { width, height: Math.round(width * ASPECT_RATIO) };
}

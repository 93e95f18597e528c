import type { DeviceKind } from '../constraints.ts';
import type { LocalMedia } from '../LocalMedia.ts';
import { HEALTHY, isAway, type MediaHealth, observe, type Sight, tryAgain } from './MediaHealth.ts';
import { probeTrack, type TrackProbe } from './TrackProbe.ts';

export interface GuardSnapshot {
  /** What should deliver and does not, until it does again. */
  readonly interrupted: readonly DeviceKind[];
  /** What did not come back by itself: `recover`, in a tap, may bring it. */
  readonly needsTap: readonly DeviceKind[];
  /** All that is wrong is that the microphone gives nothing but silence: that may be wanted. */
  readonly silent: boolean;
}

/** What the guard needs of the page. */
export type GuardedPage = Pick<Document, 'hidden' | 'addEventListener' | 'removeEventListener'>;

export interface MediaGuardOptions {
  media: Pick<LocalMedia, 'getSnapshot' | 'subscribe' | 'restart' | 'setCameraPaused'>;
  /** The others are to see that one is away, or back. */
  onAway: (away: boolean) => void;
  page?: GuardedPage;
  /** Bluetooth coming and going; undefined on insecure pages. */
  devices?: Pick<MediaDevices, 'addEventListener' | 'removeEventListener'> | undefined;
  probe?: (track: MediaStreamTrack) => TrackProbe;
  nowMs?: () => number;
}

interface Watched {
  readonly track: MediaStreamTrack;
  readonly probe: TrackProbe;
}

const LOOK_EVERY_MS = 1000;
const KINDS = ['camera', 'microphone'] as const satisfies readonly DeviceKind[];
const NOTHING: GuardSnapshot = { interrupted: [], needsTap: [], silent: false };

/**
 * Looks after camera and microphone of a phone in a call: sees by what they deliver whether something took them away, opens them
 * anew, and says what did not come back. While nobody looks at the page, the camera is not sent; the voice goes on.
 */
export class MediaGuard {
  readonly #options: MediaGuardOptions;
  readonly #page: GuardedPage;
  readonly #listeners = new Set<() => void>();
  readonly #watched = new Map<DeviceKind, Watched>();
  /** Which devices have delivered and were not turned off since: what fails at its first start is no interruption. */
  readonly #worked = new Set<DeviceKind>();
  #health: MediaHealth = HEALTHY;
  #snapshot = NOTHING;
  #timer: ReturnType<typeof setInterval> | null = null;
  #unsubscribe: (() => void) | null = null;
  #restarting = false;

  constructor(options: MediaGuardOptions) {
    this.#options = options;
    this.#page = options.page ?? document;
  }

  readonly getSnapshot = (): GuardSnapshot => this.#snapshot;

  /** @returns removes the listener. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  start(): void {
    if (this.#timer !== null) return;
    this.#timer = setInterval(this.#look, LOOK_EVERY_MS);
    this.#unsubscribe = this.#options.media.subscribe(this.#followTracks);
    this.#page.addEventListener('visibilitychange', this.#onVisibility);
    this.#options.devices?.addEventListener('devicechange', this.#onDevices);
    this.#followTracks();
    this.#onVisibility();
  }

  /** Idempotent; the camera is as it was, and nobody is away. */
  stop(): void {
    if (this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
    this.#unsubscribe?.();
    this.#page.removeEventListener('visibilitychange', this.#onVisibility);
    this.#options.devices?.removeEventListener('devicechange', this.#onDevices);
    for (const kind of KINDS) this.#unwatch(kind);
    this.#worked.clear();
    this.#health = HEALTHY;
    this.#options.media.setCameraPaused(false);
    this.#show();
  }

  /** Another try for what is interrupted. Call it within a tap: some browsers ask for one. */
  recover(): void {
    const { interrupted } = this.#snapshot;
    this.#health = tryAgain(this.#health);
    void this.#restart(interrupted);
  }

  async #restart(kinds: readonly DeviceKind[]): Promise<void> {
    this.#restarting = true;
    await this.#options.media.restart(kinds);
    this.#restarting = false;
  }

  readonly #look = (): void => {
    const atMs = (this.#options.nowMs ?? performance.now.bind(performance))();
    const seen = {
      atMs,
      hidden: this.#page.hidden,
      camera: this.#see('camera'),
      microphone: this.#see('microphone'),
    };
    const { health, restart } = observe(this.#health, seen);
    this.#health = health;
    this.#show();
    if (restart.length > 0) void this.#restart(restart);
  };

  #see(kind: DeviceKind): Sight {
    const { state, track } = this.#options.media.getSnapshot()[kind];
    if (state === 'failed') return this.#worked.has(kind) ? 'lost' : null;
    if (state === 'starting') return this.#worked.has(kind) ? 'pending' : null;
    if (state !== 'on' || track === null) return null;
    if (track.readyState === 'ended') return 'lost';
    // What nobody sees is not expected to come: phones stop cameras of pages in the background.
    if (kind === 'camera' && this.#page.hidden) return this.#forget(kind);
    if (track.muted) return 'muted';
    // A track that was turned off delivers nothing, or black and silence: that is as it should be.
    return track.enabled ? this.#judgeDelivery(kind) : this.#forget(kind);
  }

  #judgeDelivery(kind: DeviceKind): Sight {
    switch (this.#watched.get(kind)?.probe.look()) {
      case 'nothing':
        return 'stalled';
      case 'zeros':
        return kind === 'microphone' ? 'silent' : 'fine';
      default:
        return 'fine';
    }
  }

  /** The next look begins to count anew. */
  #forget(kind: DeviceKind): null {
    this.#watched.get(kind)?.probe.skip();
    return null;
  }

  readonly #followTracks = (): void => {
    const snapshot = this.#options.media.getSnapshot();
    for (const kind of KINDS) {
      const { state, track } = snapshot[kind];
      if (state === 'on') this.#worked.add(kind);
      else if (state === 'off') this.#worked.delete(kind);
      if (this.#watched.get(kind)?.track === track) continue;
      this.#unwatch(kind);
      if (track !== null) this.#watch(kind, track);
    }
  };

  #watch(kind: DeviceKind, track: MediaStreamTrack): void {
    this.#watched.set(kind, { track, probe: (this.#options.probe ?? probeTrack)(track) });
  }

  #unwatch(kind: DeviceKind): void {
    this.#watched.get(kind)?.probe.close();
    this.#watched.delete(kind);
  }

  readonly #onVisibility = (): void => {
    this.#options.media.setCameraPaused(this.#page.hidden);
    this.#look();
  };

  /** What did not come back may be there now. */
  readonly #onDevices = (): void => {
    if (this.#restarting) return; // opening a device may itself change the list
    this.#health = tryAgain(this.#health);
    this.#look();
  };

  #show(): void {
    this.#options.onAway(isAway(this.#health));
    const interrupted = KINDS.filter((kind) => this.#health[kind].interrupted);
    const needsTap = KINDS.filter((kind) => this.#health[kind].needsTap);
    const silent = interrupted.join() === 'microphone' && this.#health.microphone.trouble === 'silent';
    const next = { interrupted, needsTap, silent };
    if (isSame(this.#snapshot, next)) return;
    this.#snapshot = next;
    for (const listener of [...this.#listeners]) listener();
  }
}

function isSame(a: GuardSnapshot, b: GuardSnapshot): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

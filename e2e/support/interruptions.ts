import type { BrowserContext, Page } from 'playwright-core';

/**
 * What a phone does to a page, pretended at the border to the platform: the page itself is as people get it. Before the page loads.
 * `plain`: a browser that does not count what a track delivers, as Safari; its first microphone gives nothing but zeros.
 */
export async function pretendPhone(profile: BrowserContext, { plain = false } = {}): Promise<void> {
  await profile.addInitScript((isPlain) => {
    const phone: PretendedPhone = {
      asked: [],
      tracks: [],
      taken: [],
      locks: [],
      vibrations: 0,
      actions: {},
      soundBlocked: false,
      audioMade: 0,
    };
    window.phone = phone;
    const { mediaDevices, wakeLock, mediaSession } = navigator;

    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    const silence = () => new AudioContext().createMediaStreamDestination().stream.getAudioTracks();
    mediaDevices.getUserMedia = async (constraints = {}) => {
      phone.asked.push(JSON.stringify(constraints));
      if (phone.taken.some((kind) => constraints[kind])) throw new DOMException('', 'NotReadableError');
      const video = typeof constraints.video === 'object' ? constraints.video : {};
      // The fake device has no back: another shape stands for it, so that one sees which camera it is.
      const back = JSON.stringify(video.facingMode ?? '').includes('environment');
      const picture = back ? { width: { exact: 320 }, height: { exact: 240 } } : { ...video };
      const stream = await open({ ...constraints, ...(constraints.video && { video: picture }) });
      const silent = isPlain && phone.tracks.every(({ kind }) => kind !== 'audio');
      const audio = silent && constraints.audio ? silence() : stream.getAudioTracks();
      const tracks = [...stream.getVideoTracks(), ...audio];
      for (const track of tracks) {
        if (isPlain) Object.defineProperty(track, 'stats', { value: null, configurable: true });
        if (track.kind !== 'video') continue;
        const settings = track.getSettings.bind(track);
        track.getSettings = () => ({ ...settings(), facingMode: back ? 'environment' : 'user' });
      }
      phone.tracks.push(...tracks);
      return new MediaStream(tracks);
    };
    const list = mediaDevices.enumerateDevices.bind(mediaDevices);
    mediaDevices.enumerateDevices = async () => {
      const devices = await list();
      const back = { kind: 'videoinput', deviceId: 'back', groupId: '', label: 'Back' } as const;
      return [...devices, { ...back, toJSON: () => back }];
    };

    wakeLock.request = () => {
      const lock = Object.assign(new EventTarget(), {
        released: false,
        type: 'screen' as const,
        onrelease: null,
        release: () => {
          lock.released = true;
          return Promise.resolve();
        },
      });
      phone.locks.push(lock);
      return Promise.resolve(lock);
    };
    navigator.vibrate = () => {
      phone.vibrations += 1;
      return true;
    };
    const handle = mediaSession.setActionHandler.bind(mediaSession);
    mediaSession.setActionHandler = (action, handler) => {
      handle(action, handler);
      if (handler === null) Reflect.deleteProperty(phone.actions, action);
      else phone.actions[action] = () => handler({ action });
    };

    let tapped = false;
    addEventListener(
      'click',
      () => {
        tapped = true;
        setTimeout(() => (tapped = false));
      },
      true,
    );
    const make = Object.getOwnPropertyDescriptor(Document.prototype, 'createElement')?.value as (
      this: Document,
      ...parameters: unknown[]
    ) => HTMLElement;
    const count = function (this: Document, ...parameters: unknown[]) {
      if (parameters[0] === 'audio') phone.audioMade += 1;
      return make.apply(this, parameters);
    };
    Object.assign(Document.prototype, { createElement: count });
    const play = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'play')
      ?.value as () => Promise<void>;
    HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
      const held = phone.soundBlocked && this instanceof HTMLAudioElement && this.srcObject !== null;
      if (!held || tapped) return play.call(this);
      this.pause();
      return Promise.reject(new DOMException('', 'NotAllowedError'));
    };
  }, plain);
}

/** A call comes in, or another app takes the device: the platform mutes the track, and never gives it back. */
export function muteByPlatform(page: Page, kind: 'audio' | 'video'): Promise<void> {
  return page.evaluate((which) => {
    const track = window.phone.tracks.findLast((each) => each.kind === which);
    if (track === undefined) throw new Error('no such track');
    Object.defineProperty(track, 'muted', { value: true, configurable: true });
    track.dispatchEvent(new Event('mute'));
  }, kind);
}

/** The track calls itself live, and nothing comes any more. */
export function freeze(page: Page, kind: 'audio' | 'video'): Promise<void> {
  return page.evaluate((which) => {
    const track = window.phone.tracks.findLast((each) => each.kind === which);
    if (track === undefined) throw new Error('no such track');
    const stats = { deliveredFrames: 100, totalFrames: 100 };
    Object.defineProperty(track, 'stats', { value: stats, configurable: true });
  }, kind);
}

/** Another app takes the camera (or gives it back): its track ends, and it cannot be opened. */
export function takeCamera(page: Page, taken: boolean): Promise<void> {
  return page.evaluate((takes) => {
    window.phone.taken = takes ? ['video'] : [];
    const track = window.phone.tracks.findLast(({ kind }) => kind === 'video');
    if (!takes || track === undefined) return;
    track.stop();
    track.dispatchEvent(new Event('ended'));
  }, taken);
}

/** What the platform does to a wake lock when the page is hidden. */
export function releaseLocks(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const lock of window.phone.locks) void lock.release();
  });
}

export function heldLocks(page: Page): Promise<number> {
  return page.evaluate(() => window.phone.locks.filter(({ released }) => !released).length);
}

/** How often devices were asked for so far, each time with what. */
export function askedFor(page: Page): Promise<MediaStreamConstraints[]> {
  return page.evaluate(() => window.phone.asked.map((asked) => JSON.parse(asked) as MediaStreamConstraints));
}

/** What the camera is sent with, lowest layer first. */
export function cameraEncodings(page: Page): Promise<RTCRtpEncodingParameters[]> {
  return page.evaluate(() => {
    const senders = window.connections.flatMap((connection) => connection.getSenders());
    const camera = senders.findLast(({ track }) => track?.kind === 'video');
    return camera?.getParameters().encodings ?? [];
  });
}

interface PretendedPhone {
  asked: string[];
  tracks: MediaStreamTrack[];
  taken: ('audio' | 'video')[];
  locks: WakeLockSentinel[];
  vibrations: number;
  actions: Partial<Record<string, () => void>>;
  soundBlocked: boolean;
  /** Audio elements, in the page or not. */
  audioMade: number;
}

declare global {
  interface Window {
    phone: PretendedPhone;
  }
}

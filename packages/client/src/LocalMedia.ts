import { type CapturePlatform, captureDevices, captureScreen, currentPlatform } from './captureDevices.ts';
import { CaptureSlot, type CaptureSnapshot } from './CaptureSlot.ts';
import { type CameraStyle, DESKTOP_STYLE, type DeviceKind, type Facing } from './constraints.ts';
import { DeviceList, type Devices } from './DeviceList.ts';
import { MediaError } from './errors.ts';
import { toMediaError } from './mediaErrors.ts';
import { nextDevice } from './nextDevice.ts';

export interface CameraSnapshot extends CaptureSnapshot {
  /** The track is kept, and not to be sent: nobody looks at the page. */
  paused: boolean;
  /** Which way the camera looks; null where it does not say, as webcams. */
  facing: Facing | null;
}

export interface MicrophoneSnapshot extends CaptureSnapshot {
  /** The track is kept and silent: unmuting is instant. */
  muted: boolean;
}

export interface ScreenSnapshot extends Omit<CaptureSnapshot, 'deviceId'> {
  /** The sound of the shared tab or system, where there is any. */
  audioTrack: MediaStreamTrack | null;
}

export interface LocalMediaSnapshot {
  camera: CameraSnapshot;
  microphone: MicrophoneSnapshot;
  screen: ScreenSnapshot;
  devices: Devices;
}

/**
 * Camera, microphone and screen of this browser: it captures them, switches devices and stops them. It knows nothing of
 * rooms, so that the same tracks go from the preview into the call. Methods do not reject: what went wrong is in the
 * snapshot, beside the source it concerns.
 */
export class LocalMedia {
  readonly #platform: CapturePlatform;
  readonly #slots: Readonly<Record<DeviceKind, CaptureSlot>>;
  readonly #screen: CaptureSlot;
  readonly #screenAudio: CaptureSlot;
  readonly #deviceList: DeviceList;
  readonly #listeners = new Set<() => void>();
  #style: CameraStyle;
  #muted = false;
  #cameraPaused = false;
  #snapshot: LocalMediaSnapshot;
  #closed = false;

  /**
   * @param platform The browser's by default.
   * @param style How cameras are opened; `PHONE_STYLE` on phones.
   */
  constructor(platform: CapturePlatform = currentPlatform(), style: CameraStyle = DESKTOP_STYLE) {
    this.#platform = platform;
    this.#style = style;
    this.#slots = {
      camera: this.#createSlot('failed', () => void this.#startAgain('camera')),
      microphone: this.#createSlot('failed', () => void this.#startAgain('microphone')),
    };
    this.#screen = this.#createSlot('off', () => this.#screenAudio.off()); // its sound ends with the picture
    this.#screenAudio = this.#createSlot('off', () => undefined);
    this.#deviceList = new DeviceList(platform.mediaDevices, this.#onChange);
    this.#snapshot = this.#build(null);
    void this.#deviceList.refresh();
  }

  readonly getSnapshot = (): LocalMediaSnapshot => this.#snapshot;

  /** @returns removes the listener. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Starts what is wanted with one question to the person; what fails does not keep the other from starting. */
  async start(wanted: { camera: boolean; microphone: boolean }): Promise<void> {
    await this.#acquire((['camera', 'microphone'] as const).filter((kind) => wanted[kind]));
  }

  /** Off stops the track, so that the camera's light goes out. */
  async setCamera(on: boolean): Promise<void> {
    if (!on) this.#slots.camera.off();
    else if (!this.#isOn('camera')) await this.#acquire(['camera']);
  }

  /** On starts the microphone if need be and unmutes it; off only mutes it. */
  async setMicrophone(on: boolean): Promise<void> {
    this.setMuted(!on);
    if (on && !this.#isOn('microphone')) await this.#acquire(['microphone']);
  }

  /** Takes effect at once, and for the tracks to come. */
  setMuted(muted: boolean): void {
    this.#muted = muted;
    this.#applyMuted();
    this.#onChange();
  }

  /** Switches a running camera over; otherwise the next start takes this one. */
  async selectCamera(deviceId: string): Promise<void> {
    await this.#select('camera', deviceId);
  }

  /** Turns to the camera on the other side of the device, or where there are no sides, to the next one. */
  async flipCamera(): Promise<void> {
    const slot = this.#slots.camera;
    const { state, deviceId: before } = slot.snapshot;
    if (state !== 'on') return;
    const facing = (this.#snapshot.camera.facing ?? 'user') === 'user' ? 'environment' : 'user';
    this.#style = { ...this.#style, facing };
    // Phones have several cameras on one side: the browser knows which of them is meant.
    slot.choose(null);
    slot.free();
    await this.#acquire(['camera']);
    const { state: after, deviceId } = slot.snapshot;
    if (after !== 'on' || deviceId !== before || this.#snapshot.camera.facing === facing) return;
    const { cameras } = this.#deviceList.devices;
    const next = nextDevice(cameras, before);
    if (next !== null) await this.selectCamera(next.deviceId);
  }

  /** Whether the camera is kept from being sent, because nobody looks at the page. */
  setCameraPaused(paused: boolean): void {
    this.#cameraPaused = paused;
    this.#onChange();
  }

  /**
   * Opens devices anew that were on and deliver nothing any more, whatever their tracks say: after a phone call iOS calls
   * dead tracks live. What is off stays off.
   */
  async restart(kinds: readonly DeviceKind[]): Promise<void> {
    const lost = kinds.filter((kind) => ['on', 'failed'].includes(this.#slots[kind].snapshot.state));
    // The microphone's old track stays until the new one is there: it may yet come back by itself.
    if (lost.includes('camera')) this.#slots.camera.free();
    await this.#acquire(lost);
  }

  async selectMicrophone(deviceId: string): Promise<void> {
    await this.#select('microphone', deviceId);
  }

  /** Lets the person pick a screen, window or tab. */
  async startScreen(): Promise<void> {
    const { state } = this.#screen.snapshot;
    if (this.#closed || state === 'starting' || state === 'on') return;
    const picture = this.#screen.begin();
    const sound = this.#screenAudio.begin();
    try {
      const stream = await captureScreen(this.#platform);
      this.#settleScreen(stream, picture, sound);
    } catch (cause) {
      this.#screen.settle(picture, toMediaError(cause));
      this.#screenAudio.off();
    }
  }

  stopScreen(): void {
    this.#screen.off();
    this.#screenAudio.off();
  }

  /** Stops every track and listener. Idempotent. */
  close(): void {
    if (this.#closed) return;
    this.#slots.camera.off();
    this.#slots.microphone.off();
    this.stopScreen();
    this.#deviceList.close();
    this.#closed = true;
    this.#listeners.clear();
  }

  #createSlot(whenEnded: 'failed' | 'off', onEnded: () => void): CaptureSlot {
    return new CaptureSlot({ onChange: this.#onChange, whenEnded, onEnded });
  }

  async #acquire(kinds: readonly DeviceKind[]): Promise<void> {
    if (this.#closed || kinds.length === 0) return;
    const requests = new Map(kinds.map((kind) => [kind, this.#slots[kind].begin()]));
    const wishes = Object.fromEntries(kinds.map((kind) => [kind, this.#slots[kind].snapshot.deviceId]));
    const captured = await captureDevices(this.#platform, wishes, this.#style);
    for (const [kind, request] of requests) {
      this.#slots[kind].settle(request, captured[kind] ?? new MediaError('not-found'));
    }
    this.#applyMuted();
    if (!this.#closed) await this.#deviceList.refresh();
  }

  async #select(kind: DeviceKind, deviceId: string): Promise<void> {
    const { state, deviceId: current } = this.#slots[kind].snapshot;
    if (state === 'on' && current === deviceId) return;
    this.#slots[kind].choose(deviceId);
    if (state === 'off') return;
    this.#slots[kind].free();
    await this.#acquire([kind]);
  }

  /** The device went away while it was used: its exact id fails now, so that the default one takes over. */
  async #startAgain(kind: DeviceKind): Promise<void> {
    await this.#deviceList.refresh();
    if (this.#slots[kind].snapshot.state === 'failed') await this.#acquire([kind]);
  }

  #settleScreen(stream: MediaStream, picture: number, sound: number): void {
    const [track] = stream.getVideoTracks();
    const [audioTrack] = stream.getAudioTracks();
    if (track !== undefined) track.contentHint = 'detail'; // text stays sharp, motion may stutter
    this.#screen.settle(picture, track ?? new MediaError('not-found'));
    if (audioTrack === undefined) this.#screenAudio.off();
    else this.#screenAudio.settle(sound, audioTrack);
  }

  #isOn(kind: DeviceKind): boolean {
    const { state } = this.#slots[kind].snapshot;
    return state === 'on' || state === 'starting';
  }

  #applyMuted(): void {
    const { track } = this.#slots.microphone.snapshot;
    if (track !== null) track.enabled = !this.#muted;
  }

  readonly #onChange = (): void => {
    this.#applyMuted();
    this.#snapshot = this.#build(this.#snapshot);
    for (const listener of [...this.#listeners]) listener();
  };

  #buildCamera(): CameraSnapshot {
    const { snapshot } = this.#slots.camera;
    return { ...snapshot, paused: this.#cameraPaused, facing: facingOf(snapshot.track) };
  }

  /** Parts that did not change keep their identity. */
  #build(former: LocalMediaSnapshot | null): LocalMediaSnapshot {
    const { state, track, error } = this.#screen.snapshot;
    return {
      camera: keep(former?.camera, this.#buildCamera()),
      microphone: keep(former?.microphone, { ...this.#slots.microphone.snapshot, muted: this.#muted }),
      screen: keep(former?.screen, { state, track, error, audioTrack: this.#screenAudio.snapshot.track }),
      devices: this.#deviceList.devices,
    };
  }
}

function facingOf(track: MediaStreamTrack | null): Facing | null {
  const facing = track?.getSettings().facingMode;
  return facing === 'user' || facing === 'environment' ? facing : null;
}

/** The former object where it has the same fields, for structural sharing. */
function keep<T extends object>(former: T | undefined, next: T): T {
  const keys = Object.keys(next) as (keyof T)[];
  return former !== undefined && keys.every((key) => former[key] === next[key]) ? former : next;
}

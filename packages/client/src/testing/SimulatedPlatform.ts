import type { CapturePlatform } from '../captureDevices.ts';

type Kind = 'video' | 'audio';

/** A track as far as capturing code can tell. */
export class SimulatedTrack extends EventTarget {
  readonly kind: Kind;
  readonly deviceId: string;
  readonly facingMode: string | undefined;
  enabled = true;
  muted = false;
  contentHint = '';
  readyState: MediaStreamTrackState = 'live';

  constructor(kind: Kind, deviceId: string, facingMode?: string) {
    super();
    this.facingMode = facingMode;
    this.kind = kind;
    this.deviceId = deviceId;
  }

  getSettings(): MediaTrackSettings {
    const { deviceId, facingMode } = this;
    return { deviceId, ...(facingMode !== undefined && { facingMode }) };
  }

  /** Like the platform's: stopping is silent. */
  stop(): void {
    this.readyState = 'ended';
  }

  /** What the platform does when a device is unplugged or the person stops sharing. */
  end(): void {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }
}

export interface SimulatedDevice {
  kind: Kind;
  deviceId: string;
  /** Another program holds it. */
  busy?: boolean;
  /** Which way a phone's camera looks. */
  facingMode?: 'user' | 'environment';
}

/**
 * The browser's capture API over imaginary devices, with its rules: one failing kind fails the whole call, exact ids that
 * do not exist are overconstrained, refusals are NotAllowedError.
 */
export class SimulatedPlatform implements CapturePlatform {
  isSecureContext = true;
  devices: SimulatedDevice[] = [
    { kind: 'video', deviceId: 'cam-1' },
    { kind: 'video', deviceId: 'cam-2' },
    { kind: 'audio', deviceId: 'mic-1' },
    { kind: 'audio', deviceId: 'mic-2' },
  ];
  permission: Record<Kind, PermissionState> = { video: 'granted', audio: 'granted' };
  /** How the person answers questions while a permission is `prompt`. */
  answer: 'allow' | 'deny' | 'dismiss' = 'allow';
  /** What was asked for, call by call. */
  readonly calls: MediaStreamConstraints[] = [];
  readonly tracks: SimulatedTrack[] = [];
  screen: 'picked' | 'cancelled' = 'picked';
  screenHasAudio = true;
  readonly #events = new EventTarget();

  readonly mediaDevices = Object.assign(this.#events, {
    getUserMedia: (constraints: MediaStreamConstraints) => this.#getUserMedia(constraints),
    getDisplayMedia: () => this.#getDisplayMedia(),
    enumerateDevices: () =>
      Promise.resolve(
        this.devices.map(({ kind, deviceId }) => ({
          kind: `${kind}input`,
          deviceId,
          label: `the ${deviceId}`,
        })),
      ),
  }) as unknown as MediaDevices;

  readonly permissions = {
    query: ({ name }: { name: string }) =>
      Promise.resolve({ state: this.permission[name === 'camera' ? 'video' : 'audio'] }),
  } as unknown as Permissions;

  /** A device is plugged out: its tracks end, then the list changes. */
  unplug(deviceId: string): void {
    this.devices = this.devices.filter((device) => device.deviceId !== deviceId);
    for (const track of this.live()) if (track.deviceId === deviceId) track.end();
    this.#events.dispatchEvent(new Event('devicechange'));
  }

  live(): SimulatedTrack[] {
    return this.tracks.filter(({ readyState }) => readyState === 'live');
  }

  async #getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream> {
    this.calls.push(constraints);
    await Promise.resolve();
    const kinds = (['video', 'audio'] as const).filter((kind) => constraints[kind]);
    for (const kind of kinds) this.#mustExist(kind, constraints[kind]);
    this.#mustBeAllowed(kinds);
    const opened = kinds.map((kind) => this.#open(kind, constraints[kind]));
    return this.#stream(
      opened.map(({ kind, deviceId, facingMode }) => new SimulatedTrack(kind, deviceId, facingMode)),
    );
  }

  #mustExist(kind: Kind, wanted: MediaTrackConstraints | boolean | undefined): void {
    if (!this.devices.some((device) => device.kind === kind)) throw failure('NotFoundError');
    const id = exactId(wanted);
    if (id !== undefined && !this.devices.some(({ deviceId }) => deviceId === id)) {
      throw failure('OverconstrainedError');
    }
  }

  #mustBeAllowed(kinds: readonly Kind[]): void {
    if (kinds.some((kind) => this.permission[kind] === 'denied')) throw failure('NotAllowedError');
    if (kinds.every((kind) => this.permission[kind] === 'granted')) return;
    if (this.answer === 'dismiss') throw failure('NotAllowedError');
    for (const kind of kinds) this.permission[kind] = this.answer === 'allow' ? 'granted' : 'denied';
    if (this.answer === 'deny') throw failure('NotAllowedError');
  }

  #open(kind: Kind, wanted: MediaTrackConstraints | boolean | undefined): SimulatedDevice {
    const id = exactId(wanted);
    const possible = this.devices.filter((d) => d.kind === kind && (id === undefined || d.deviceId === id));
    const device = possible.find(({ facingMode }) => facingMode === idealFacing(wanted)) ?? possible[0];
    if (device === undefined || device.busy === true) throw failure('NotReadableError');
    return device;
  }

  async #getDisplayMedia(): Promise<MediaStream> {
    await Promise.resolve();
    if (this.screen === 'cancelled') throw failure('NotAllowedError');
    const audio = this.screenHasAudio ? [new SimulatedTrack('audio', 'screen')] : [];
    return this.#stream([new SimulatedTrack('video', 'screen'), ...audio]);
  }

  #stream(tracks: SimulatedTrack[]): MediaStream {
    this.tracks.push(...tracks);
    return {
      getVideoTracks: () => tracks.filter(({ kind }) => kind === 'video'),
      getAudioTracks: () => tracks.filter(({ kind }) => kind === 'audio'),
    } as unknown as MediaStream;
  }
}

function exactId(wanted: MediaTrackConstraints | boolean | undefined): string | undefined {
  const id = typeof wanted === 'object' ? wanted.deviceId : undefined;
  return typeof id === 'object' && 'exact' in id ? (id.exact as string) : undefined;
}

function idealFacing(wanted: MediaTrackConstraints | boolean | undefined): string | undefined {
  const facing = typeof wanted === 'object' ? wanted.facingMode : undefined;
  return typeof facing === 'object' && 'ideal' in facing ? (facing.ideal as string) : undefined;
}

function failure(name: string): Error {
  return Object.assign(new Error(`simulated ${name}`), { name });
}

export interface DeviceInfo {
  deviceId: string;
  /** Empty until the person has allowed capturing. */
  label: string;
}

export interface Devices {
  cameras: readonly DeviceInfo[];
  microphones: readonly DeviceInfo[];
  speakers: readonly DeviceInfo[];
}

const NO_DEVICES: Devices = { cameras: [], microphones: [], speakers: [] };

/** The devices of this machine, as they are plugged in and out. */
export class DeviceList {
  readonly #mediaDevices: MediaDevices | undefined;
  readonly #onChange: () => void;
  #devices = NO_DEVICES;
  #closed = false;

  constructor(mediaDevices: MediaDevices | undefined, onChange: () => void) {
    this.#mediaDevices = mediaDevices;
    this.#onChange = onChange;
    mediaDevices?.addEventListener('devicechange', this.#onDeviceChange);
  }

  get devices(): Devices {
    return this.#devices;
  }

  /** Reads the list again. Labels appear once something was captured, without an event, so call it then. Never fails. */
  async refresh(): Promise<void> {
    if (this.#mediaDevices === undefined || !('enumerateDevices' in this.#mediaDevices)) return;
    const all = await this.#mediaDevices.enumerateDevices().catch(() => null);
    // It fails only while the page is going away or is not allowed to know; what is known stays.
    if (all === null || this.#closed) return;
    const devices = {
      cameras: ofKind(all, 'videoinput'),
      microphones: ofKind(all, 'audioinput'),
      speakers: ofKind(all, 'audiooutput'),
    };
    if (JSON.stringify(devices) === JSON.stringify(this.#devices)) return;
    this.#devices = devices;
    this.#onChange();
  }

  close(): void {
    this.#closed = true;
    this.#mediaDevices?.removeEventListener('devicechange', this.#onDeviceChange);
  }

  readonly #onDeviceChange = (): void => {
    void this.refresh();
  };
}

/** Before permission browsers list one nameless device per kind, without an id: nothing one could choose. */
function ofKind(all: readonly MediaDeviceInfo[], kind: MediaDeviceKind): DeviceInfo[] {
  return all
    .filter((device) => device.kind === kind && device.deviceId !== '')
    .map(({ deviceId, label }) => ({ deviceId, label }));
}

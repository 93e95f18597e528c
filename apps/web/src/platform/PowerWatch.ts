import type { PowerFacts, Pressure } from './powerSaving.ts';

/** What is used of `navigator.getBattery()`. */
export interface Battery extends EventTarget {
  readonly level: number;
  readonly charging: boolean;
}

interface PressureRecord {
  readonly state: Pressure;
}

export interface PressureObserver {
  observe: (source: 'cpu', options: { sampleInterval: number }) => Promise<void>;
  disconnect: () => void;
}

/** Both are Chromium's; Safari and Firefox say nothing of battery and heat. */
export interface PowerPlatform {
  getBattery?: (() => Promise<Battery>) | undefined;
  PressureObserver?: (new (callback: (records: PressureRecord[]) => void) => PressureObserver) | undefined;
}

const SAMPLE_EVERY_MS = 5000;
/** Only what lasts counts: a page that loads or a room that is joined is no heat. */
const LASTING_MS = 15_000;
const BATTERY_EVENTS = ['levelchange', 'chargingchange'] as const;

/** Follows battery and heat. */
export class PowerWatch {
  readonly #platform: PowerPlatform;
  readonly #onChange: (facts: PowerFacts) => void;
  #battery: Battery | null = null;
  #observer: PressureObserver | null = null;
  /** As it has been for a while; the observer tells only changes. */
  #pressure: Pressure | null = null;
  #pressureTimer: ReturnType<typeof setTimeout> | undefined;
  #active = false;

  constructor(platform: PowerPlatform, onChange: (facts: PowerFacts) => void) {
    this.#platform = platform;
    this.#onChange = onChange;
  }

  start(): void {
    if (this.#active) return;
    this.#active = true;
    this.#observePressure();
    void this.#followBattery();
  }

  stop(): void {
    this.#active = false;
    this.#observer?.disconnect();
    this.#observer = null;
    clearTimeout(this.#pressureTimer);
    this.#pressure = null;
    for (const event of BATTERY_EVENTS) this.#battery?.removeEventListener(event, this.#tell);
    this.#battery = null;
  }

  async #followBattery(): Promise<void> {
    // Refused in frames of other sites: then nothing is known.
    const battery = (await this.#platform.getBattery?.().catch(() => null)) ?? null;
    if (!this.#active || battery === null || this.#battery !== null) return;
    this.#battery = battery;
    for (const event of BATTERY_EVENTS) battery.addEventListener(event, this.#tell);
    this.#tell();
  }

  #observePressure(): void {
    const { PressureObserver } = this.#platform;
    if (PressureObserver === undefined) return;
    this.#observer = new PressureObserver((records) => this.#onPressure(records.at(-1)?.state ?? null));
    // Where the machine has no such sensor.
    this.#observer.observe('cpu', { sampleInterval: SAMPLE_EVERY_MS }).catch(() => undefined);
  }

  #onPressure(pressure: Pressure | null): void {
    clearTimeout(this.#pressureTimer);
    if (pressure === this.#pressure) return;
    this.#pressureTimer = setTimeout(() => {
      this.#pressure = pressure;
      this.#tell();
    }, LASTING_MS);
  }

  readonly #tell = (): void => {
    this.#onChange({
      batteryLevel: this.#battery?.level ?? null,
      charging: this.#battery?.charging ?? null,
      pressure: this.#pressure,
    });
  };
}

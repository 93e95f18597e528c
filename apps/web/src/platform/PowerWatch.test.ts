import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Battery, PowerWatch } from './PowerWatch.ts';
import type { PowerFacts, Pressure } from './powerSaving.ts';

class SimulatedBattery extends EventTarget {
  level = 0.5;
  charging = false;

  change(level: number, charging: boolean): void {
    Object.assign(this, { level, charging });
    this.dispatchEvent(new Event('levelchange'));
  }
}

let battery: SimulatedBattery;
let press: ((state: Pressure) => void) | null;
let facts: PowerFacts[];
beforeEach(() => {
  vi.useFakeTimers();
  battery = new SimulatedBattery();
  press = null;
  facts = [];
});
afterEach(() => vi.useRealTimers());

class Observer {
  constructor(callback: (records: { state: Pressure }[]) => void) {
    press = (state) => callback([{ state }]);
  }

  observe(): Promise<void> {
    return Promise.resolve();
  }

  disconnect(): void {
    press = null;
  }
}

const start = async (platform: ConstructorParameters<typeof PowerWatch>[0]) => {
  const watch = new PowerWatch(platform, (now) => facts.push(now));
  watch.start();
  await vi.advanceTimersByTimeAsync(0);
  return watch;
};
const getBattery = () => Promise.resolve(battery as Battery);

it('tells the battery, and each change of it until it is stopped', async () => {
  const watch = await start({ getBattery });
  battery.change(0.1, false);
  battery.change(0.1, true);
  expect(facts.map(({ batteryLevel, charging }) => [batteryLevel, charging])).toEqual([
    [0.5, false],
    [0.1, false],
    [0.1, true],
  ]);
  watch.stop();
  battery.change(0.05, false);
  expect(facts).toHaveLength(3);
});

it('believes in heat that lasts, and in none that passes', async () => {
  const watch = await start({ PressureObserver: Observer });
  press?.('critical');
  await vi.advanceTimersByTimeAsync(10_000);
  press?.('fair');
  await vi.advanceTimersByTimeAsync(10_000);
  press?.('serious');
  await vi.advanceTimersByTimeAsync(14_000);
  expect(facts).toEqual([]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(facts.at(-1)?.pressure).toBe('serious');
  press?.('nominal');
  await vi.advanceTimersByTimeAsync(5000);
  expect(facts.at(-1)?.pressure).toBe('serious');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(facts.at(-1)?.pressure).toBe('nominal');
  press?.('critical');
  watch.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(facts.at(-1)?.pressure).toBe('nominal');
  expect(press).toBeNull();
});

it('says nothing where the browser says nothing', async () => {
  const none = await start({});
  const refused = await start({ getBattery: () => Promise.reject(new DOMException('', 'NotAllowedError')) });
  none.stop();
  refused.stop();
  expect(facts).toEqual([]);
});

it('follows no battery that comes after the end', async () => {
  const watch = new PowerWatch({ getBattery }, (now) => facts.push(now));
  watch.start();
  watch.stop();
  await vi.advanceTimersByTimeAsync(0);
  battery.change(0.1, false);
  expect(facts).toEqual([]);
});

import { expect, it, vi } from 'vitest';
import { type MeterableConnection, MeteredNetwork } from './MeteredNetwork.ts';

const connection = (facts: Pick<MeterableConnection, 'saveData' | 'type'>) =>
  Object.assign(new EventTarget(), facts);

it.each([
  ['Wi-Fi', { saveData: false, type: 'wifi' }, false],
  ['a mobile network', { saveData: false, type: 'cellular' }, true],
  ['Wi-Fi with the browser asked to save data', { saveData: true, type: 'wifi' }, true],
  ['a desktop, which does not tell the type', { saveData: false }, false],
])('knows %s', (_, facts, metered) => {
  expect(new MeteredNetwork(connection(facts)).isMetered()).toBe(metered);
});

it('takes a browser that tells nothing for one that costs nothing', () => {
  const network = new MeteredNetwork(null);
  expect(network.isMetered()).toBe(false);
  expect(network.subscribe(() => undefined)).not.toThrow();
});

it('tells of a change until it is no longer listened to', () => {
  const phone = connection({ type: 'wifi' });
  const network = new MeteredNetwork(phone);
  const listener = vi.fn();
  const stop = network.subscribe(listener);
  Object.assign(phone, { type: 'cellular' });
  phone.dispatchEvent(new Event('change'));
  expect(listener).toHaveBeenCalledTimes(1);
  expect(network.isMetered()).toBe(true);
  stop();
  phone.dispatchEvent(new Event('change'));
  expect(listener).toHaveBeenCalledTimes(1);
});

import { expect, it } from 'vitest';
import { deviceOptions } from './deviceOptions.ts';

it('numbers devices whose names are hidden', () => {
  const devices = [
    { deviceId: 'a', label: 'Desk camera' },
    { deviceId: 'b', label: '' },
  ];
  expect(deviceOptions(devices, (number) => `Device ${number}`)).toEqual([
    { value: 'a', label: 'Desk camera' },
    { value: 'b', label: 'Device 2' },
  ]);
});

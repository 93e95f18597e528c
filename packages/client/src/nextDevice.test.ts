import { expect, it } from 'vitest';
import { nextDevice } from './nextDevice.ts';

const [front, back] = [{ deviceId: 'front' }, { deviceId: 'back' }];

it('goes round', () => {
  expect(nextDevice([front, back], 'front')).toBe(back);
  expect(nextDevice([front, back], 'back')).toBe(front);
});

it('starts with the first when the current one is gone', () => {
  expect(nextDevice([front, back], 'unplugged')).toBe(front);
});

it('has nowhere to go with one device or none', () => {
  expect(nextDevice([front], 'front')).toBeNull();
  expect(nextDevice([], null)).toBeNull();
});

import { type DeviceClass, deviceClass } from '../layout/stageProfile.ts';

/** What kind of machine this is now; `useDevice` follows it. */
export function currentDevice(): DeviceClass {
  return deviceClass(window.innerWidth, window.innerHeight, matchMedia('(pointer: coarse)').matches);
}

import { type DeviceClass, deviceClass } from '../../layout/stageProfile.ts';
import { useMediaQuery } from '../../ui/useMediaQuery.ts';

/** What kind of machine this is. Asked again whenever the window changes, because the stage is then drawn anew. */
export function useDevice(): DeviceClass {
  const touch = useMediaQuery('(pointer: coarse)');
  return deviceClass(window.innerWidth, window.innerHeight, touch);
}

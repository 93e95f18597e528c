import { cameraPixelRatio } from '../../layout/pictureHeight.ts';
import { useDevice } from './useDevice.ts';
import { useDevicePixelRatio } from './useDevicePixelRatio.ts';

/** Pixels of a camera's picture per CSS pixel: as many as this device shows to good effect. */
export function useCameraPixelRatio(): number {
  return cameraPixelRatio(useDevicePixelRatio(), useDevice());
}

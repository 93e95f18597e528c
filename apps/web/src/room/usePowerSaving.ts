import type { CameraLimits } from '@parley/client';
import { useEffect } from 'react';
import { currentDevice } from '../platform/device.ts';
import { type PowerPlatform, PowerWatch } from '../platform/PowerWatch.ts';
import { type PowerSaving, powerSaving } from '../platform/powerSaving.ts';
import { useRoomClient } from './roomContext.tsx';

/** Two layers in any case: another number of layers would be another negotiation, each time. */
const LIMITS: Readonly<Record<PowerSaving, CameraLimits | null>> = {
  none: null,
  saving: { maxShortSide: 360, maxFps: 15, maxLayers: 2 },
  frugal: { maxShortSide: 270, maxFps: 10, maxLayers: 2 },
};

/** Sends less of a phone's camera while its battery is low, or it is hot. */
export function usePowerSaving(): void {
  const client = useRoomClient();
  useEffect(() => {
    if (currentDevice() !== 'phone') return undefined;
    let saving: PowerSaving = 'none';
    const watch = new PowerWatch(platformOf(navigator, window), (facts) => {
      const next = powerSaving(facts);
      if (next === saving) return;
      saving = next;
      client.limitCamera('power', LIMITS[saving]);
    });
    watch.start();
    return () => {
      watch.stop();
      client.limitCamera('power', null);
    };
  }, [client]);
}

/** Neither is in TypeScript's library. */
function platformOf(phone: Navigator & PowerPlatform, page: Window & PowerPlatform): PowerPlatform {
  return { getBattery: phone.getBattery?.bind(phone), PressureObserver: page.PressureObserver };
}

import type { DeviceInfo } from '../../room/roomTypes.ts';

export interface DeviceOption {
  readonly value: string;
  readonly label: string;
}

/** Devices as choices. Browsers hide names until a device of the kind was used once: then they are numbered. */
export function deviceOptions(
  devices: readonly DeviceInfo[],
  numbered: (number: number) => string,
): DeviceOption[] {
  return devices.map(({ deviceId, label }, index) => ({
    value: deviceId,
    label: label === '' ? numbered(index + 1) : label,
  }));
}

/** The device after the current one, round and round; null when there is no other. */
export function nextDevice<Device extends { readonly deviceId: string }>(
  devices: readonly Device[],
  currentId: string | null,
): Device | null {
  const current = devices.findIndex(({ deviceId }) => deviceId === currentId);
  const next = devices[(current + 1) % devices.length];
  return next === undefined || next.deviceId === currentId ? null : next;
}

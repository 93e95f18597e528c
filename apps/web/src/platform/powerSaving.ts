/** What a phone says of itself; null where it says nothing. */
export interface PowerFacts {
  /** 0 to 1. */
  readonly batteryLevel: number | null;
  readonly charging: boolean | null;
  readonly pressure: Pressure | null;
}

/** How hard the processor has it, heat included, in the words of the Compute Pressure API. */
export type Pressure = 'nominal' | 'fair' | 'serious' | 'critical';

/** `saving`: fewer frames; `frugal`: few, and a smaller picture. */
export type PowerSaving = 'none' | 'saving' | 'frugal';

const LOW_BATTERY = 0.2;
const EMPTY_BATTERY = 0.1;

/** Pure: how much of the own camera's picture to give up. */
export function powerSaving({ batteryLevel, charging, pressure }: PowerFacts): PowerSaving {
  const level = charging === true ? 1 : (batteryLevel ?? 1);
  if (level <= EMPTY_BATTERY || pressure === 'critical') return 'frugal';
  return level <= LOW_BATTERY || pressure === 'serious' ? 'saving' : 'none';
}

import type { DeviceKind } from '../constraints.ts';

/**
 * What is wrong with a device that should deliver:
 * - `lost`: its track has ended, or it could not be opened again;
 * - `muted`: the platform says that nothing comes (another app has it, a call came in);
 * - `stalled`: nothing says so, but nothing comes;
 * - `silent`: samples come, and every one of them is zero.
 */
export type Trouble = 'lost' | 'muted' | 'stalled' | 'silent';

/**
 * What was seen of a device since the last look; `pending` while it is being opened, null where there is nothing to judge (off, or
 * not to deliver now).
 */
export type Sight = Trouble | 'fine' | 'pending' | null;

export interface Observation {
  /** Of a monotonic clock. */
  readonly atMs: number;
  /** Nobody looks at the page: devices cannot be opened, and cameras are not expected to deliver. */
  readonly hidden: boolean;
  readonly camera: Sight;
  readonly microphone: Sight;
}

interface DeviceHealth {
  readonly trouble: Trouble | null;
  readonly sinceMs: number;
  /** How often it was opened anew without effect. */
  readonly attempts: number;
  readonly triedAtMs: number;
  /** The trouble has lasted long enough to be one; until the device delivers again. */
  readonly interrupted: boolean;
  /** It was opened anew, and that did not help. */
  readonly needsTap: boolean;
}

export interface MediaHealth {
  readonly hidden: boolean;
  readonly camera: DeviceHealth;
  readonly microphone: DeviceHealth;
}

/** How long each trouble may last before it is one: tracks are muted for a moment when devices are switched. */
const GRACE_MS: Readonly<Record<Trouble, number>> = { lost: 0, muted: 1000, stalled: 3000, silent: 8000 };
/** After which time each further attempt follows the one before. More would only annoy: then it takes a tap, or a return. */
const ATTEMPT_AFTER_MS = [0, 3000, 10_000] as const;
/** Silence may be real (a headset with a switch of its own): once, in case it is not. */
const MAX_ATTEMPTS: Readonly<Record<Trouble, number>> = { lost: 3, muted: 3, stalled: 3, silent: 1 };
/** A new track needs a moment before anybody can say that it did not help. */
const SETTLE_MS = 2000;
/** A device that has delivered for so long has recovered. */
const RECOVERED_MS = 10_000;

const FINE: DeviceHealth = {
  trouble: null,
  sinceMs: -Infinity,
  attempts: 0,
  triedAtMs: -Infinity,
  interrupted: false,
  needsTap: false,
};

export const HEALTHY: MediaHealth = { hidden: false, camera: FINE, microphone: FINE };

/** Pure: what one look at the devices means, and which of them to open anew. */
export function observe(
  health: MediaHealth,
  seen: Observation,
): { health: MediaHealth; restart: readonly DeviceKind[] } {
  const returned = health.hidden && !seen.hidden;
  const next = { hidden: seen.hidden, camera: FINE, microphone: FINE };
  const restart: DeviceKind[] = [];
  for (const kind of ['camera', 'microphone'] as const) {
    const device = judge(returned ? afresh(health[kind], seen.atMs) : health[kind], seen[kind], seen);
    const tries = seen[kind] !== 'pending' && shouldTry(device, seen);
    if (tries) restart.push(kind);
    next[kind] = tries ? { ...device, attempts: device.attempts + 1, triedAtMs: seen.atMs } : device;
  }
  return { health: next, restart };
}

/** The person has asked for another try, or devices have come: what was tried before does not count. */
export function tryAgain(health: MediaHealth): MediaHealth {
  const again = (device: DeviceHealth) => ({ ...device, attempts: 0, triedAtMs: -Infinity, needsTap: false });
  return { ...health, camera: again(health.camera), microphone: again(health.microphone) };
}

/** Whether the others cannot reach this person: nobody looks, or nothing is heard. Silence alone may be their choice. */
export function isAway({ hidden, microphone }: MediaHealth): boolean {
  return hidden || (microphone.interrupted && microphone.trouble !== 'silent');
}

/** While nobody looked, nothing could be tried, and what the platform took away it may be giving back this moment. */
function afresh(device: DeviceHealth, atMs: number): DeviceHealth {
  return device.trouble === null ? device : { ...device, sinceMs: atMs, attempts: 0, triedAtMs: -Infinity };
}

function judge(device: DeviceHealth, sight: Sight, { atMs, hidden }: Observation): DeviceHealth {
  if (sight === null) return FINE;
  if (sight === 'pending') return device;
  if (sight === 'fine') return recover(device, atMs);
  const sinceMs = device.trouble === sight ? device.sinceMs : atMs;
  const interrupted = device.interrupted || atMs - sinceMs >= GRACE_MS[sight];
  const tried = device.attempts > 0 && atMs - device.triedAtMs >= SETTLE_MS;
  return { ...device, trouble: sight, sinceMs, interrupted, needsTap: interrupted && tried && !hidden };
}

function recover(device: DeviceHealth, atMs: number): DeviceHealth {
  if (device.trouble !== null)
    return { ...device, trouble: null, sinceMs: atMs, interrupted: false, needsTap: false };
  return device.attempts > 0 && atMs - device.sinceMs >= RECOVERED_MS ? FINE : device;
}

function shouldTry({ trouble, sinceMs, attempts, triedAtMs }: DeviceHealth, seen: Observation): boolean {
  const { atMs, hidden } = seen;
  if (hidden || trouble === null || attempts >= MAX_ATTEMPTS[trouble]) return false;
  if (atMs - sinceMs < GRACE_MS[trouble]) return false;
  return atMs - triedAtMs >= (ATTEMPT_AFTER_MS[attempts] ?? Infinity);
}

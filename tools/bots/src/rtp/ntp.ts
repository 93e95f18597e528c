/** Seconds from 1900 to 1970. */
const NTP_EPOCH_OFFSET_S = 2_208_988_800;

export interface NtpTime {
  readonly seconds: number;
  /** 1/2^32 s. */
  readonly fraction: number;
}

/** Wall-clock time of a `performance.now()` reading, as RTCP wants it. */
export function ntpTime(monotonicMs: number): NtpTime {
  const unixMs = performance.timeOrigin + monotonicMs;
  const seconds = Math.floor(unixMs / 1000);
  const fraction = Math.floor(((unixMs - seconds * 1000) / 1000) * 2 ** 32);
  return { seconds: seconds + NTP_EPOCH_OFFSET_S, fraction };
}

/** The middle 32 bits, by which receiver reports refer to sender reports. */
export function compactNtp({ seconds, fraction }: NtpTime): number {
  return (((seconds & 0xffff) << 16) | (fraction >>> 16)) >>> 0;
}

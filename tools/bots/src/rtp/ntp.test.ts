import { describe, expect, it } from 'vitest';
import { compactNtp, ntpTime } from './ntp.ts';

describe('NTP time', () => {
  it('counts from 1900', () => {
    const { seconds, fraction } = ntpTime(performance.now());
    const unixMs = (seconds - 2_208_988_800) * 1000 + (fraction / 2 ** 32) * 1000;
    expect(Math.abs(unixMs - Date.now())).toBeLessThan(1000);
  });

  it('is referred to by its middle bits', () => {
    expect(compactNtp({ seconds: 0x12345678, fraction: 0x9abcdef0 })).toBe(0x56789abc);
    expect(compactNtp({ seconds: 0xffffffff, fraction: 0xffffffff })).toBe(0xffffffff);
  });
});

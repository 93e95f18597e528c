import { describe, expect, it } from 'vitest';
import { readAbsSendTimeMs, readAudioLevel, writeAbsSendTime, writeAudioLevel } from './extensions.ts';

describe('header extensions', () => {
  it('carry the audio level', () => {
    const data = Buffer.alloc(1);
    writeAudioLevel(data, { voice: true, levelDbov: 27 });
    expect(data.readUInt8(0)).toBe(0x9b);
    expect(readAudioLevel(data)).toEqual({ voice: true, levelDbov: 27 });
  });

  it('carry the time of sending, which wraps around after 64 s', () => {
    const data = Buffer.alloc(3);
    writeAbsSendTime(data, 64_000 * 1000 + 1500);
    expect(readAbsSendTimeMs(data)).toBeCloseTo(1500, 1);
    writeAbsSendTime(data, 63_999.999);
    expect(readAbsSendTimeMs(data)).toBeCloseTo(64_000, 1);
  });
});

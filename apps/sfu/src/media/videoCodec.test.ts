import { describe, expect, it } from 'vitest';
import type { RtpCapabilities, VideoCodec } from '@parley/protocol';
import { effectiveVideoCodec } from './videoCodec.ts';

const able = (...mimeTypes: string[]): RtpCapabilities => ({
  codecs: mimeTypes.map((mimeType) => ({
    kind: 'video',
    mimeType,
    clockRate: 90000,
    preferredPayloadType: 96,
  })),
});
const everything = able('video/VP8', 'video/VP9', 'video/H264', 'video/AV1');
const basic = able('video/VP8', 'video/rtx');

describe('effectiveVideoCodec', () => {
  it.each<[string, VideoCodec, RtpCapabilities[], VideoCodec]>([
    ['nobody is there', 'vp9', [], 'vp9'],
    ['everyone can', 'vp9', [everything, everything], 'vp9'],
    ['one cannot', 'vp9', [everything, basic, everything], 'vp8'],
    ['the case differs', 'av1', [able('video/av1')], 'av1'],
    ['one has AV1 and the room wants H264', 'h264', [able('video/VP8', 'video/AV1')], 'vp8'],
    ['somebody declares no codecs at all', 'h264', [everything, able()], 'vp8'],
    ['VP8 is wanted', 'vp8', [everything, basic], 'vp8'],
  ])('when %s', (_case, wanted, members, effective) => {
    expect(effectiveVideoCodec(wanted, members)).toBe(effective);
  });
});

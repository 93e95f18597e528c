import type { types } from 'mediasoup-client';
import { describe, expect, it } from 'vitest';
import { sendCodec } from './videoCodec.ts';

function device(handlerName: string, ...names: string[]) {
  const codecs = names.map((name, index): types.RtpCodecCapability => ({
    kind: 'video',
    mimeType: `video/${name}`,
    clockRate: 90_000,
    preferredPayloadType: 96 + index,
  }));
  return { handlerName, sendRtpCapabilities: { codecs } };
}

describe('the codec to send', () => {
  it.each([
    // handler, what it encodes, the room's codec, what is sent
    ['Chrome111', ['VP8', 'VP9', 'H264', 'AV1'], 'vp8', 'vp8'],
    ['Chrome111', ['VP8', 'VP9', 'H264', 'AV1'], 'vp9', 'vp9'],
    ['Chrome111', ['VP8', 'VP9', 'H264', 'AV1'], 'av1', 'av1'],
    ['Chrome111', ['VP8', 'VP9', 'H264', 'AV1'], 'h264', 'h264'],
    ['Chrome111', ['VP8', 'VP9'], 'av1', 'vp8'],
    ['Chrome111', ['VP8'], 'h264', 'vp8'],
    ['Firefox120', ['VP8', 'VP9', 'AV1'], 'vp9', 'vp8'],
    ['Firefox120', ['VP8', 'VP9', 'AV1'], 'av1', 'vp8'],
    ['Safari12', ['VP8', 'H264'], 'h264', 'h264'],
    ['Safari12', ['VP8', 'VP9', 'H264'], 'vp9', 'vp8'],
  ] as const)('%s with %j in a %s room sends %s', (handlerName, names, wanted, expected) => {
    const { name, capability } = sendCodec(device(handlerName, ...names), wanted);
    expect(name).toBe(expected);
    expect(capability?.mimeType.toLowerCase()).toBe(`video/${expected}`);
  });

  it.each([
    // what it encodes, the room's codec, what is sent where the hardware demands H.264
    [['VP8', 'H264'], 'vp8', 'h264'],
    [['VP8', 'H264'], 'vp9', 'vp9'],
    [['VP8'], 'vp8', 'vp8'],
  ] as const)('with %j in a %s room sends %s where the hardware demands H.264', (names, wanted, expected) => {
    const encodes = wanted === 'vp9' ? [...names, 'VP9'] : names;
    expect(sendCodec(device('Chrome111', ...encodes), wanted, true).name).toBe(expected);
  });

  it('leaves the choice to mediasoup-client where there is no VP8', () => {
    expect(sendCodec(device('Chrome111', 'H264'), 'vp9')).toEqual({ name: 'vp8', capability: undefined });
  });
});

import { expect, it } from 'vitest';
import { hardwareDemandsH264 } from './HardwareCodec.ts';

const GOOD = { supported: true, smooth: true, powerEfficient: true };
const SOFTWARE = { supported: true, smooth: true, powerEfficient: false };
const JERKY = { supported: true, smooth: false, powerEfficient: false };
const NONE = { supported: false, smooth: false, powerEfficient: false };

it.each([
  // VP8, H.264, H.264 is demanded
  [GOOD, GOOD, false],
  [SOFTWARE, GOOD, false], // most phones: software is fine at this size
  [JERKY, GOOD, true],
  [NONE, GOOD, true],
  [JERKY, SOFTWARE, false],
  [NONE, NONE, false],
])('VP8 %j and H.264 %j: %s', async (vp8, h264, demanded) => {
  const asked: string[] = [];
  const encodingInfo = ({ video }: MediaEncodingConfiguration) => {
    asked.push(video?.contentType ?? '');
    return Promise.resolve(video?.contentType === 'video/VP8' ? vp8 : h264);
  };
  expect(await hardwareDemandsH264({ encodingInfo })).toBe(demanded);
  expect(asked[0]).toBe('video/VP8');
});

it('believes that who cannot say can encode VP8', async () => {
  const encodingInfo = () => Promise.reject(new TypeError("'webrtc' is not a type"));
  expect(await hardwareDemandsH264({ encodingInfo })).toBe(false);
  expect(await hardwareDemandsH264(undefined)).toBe(false);
});

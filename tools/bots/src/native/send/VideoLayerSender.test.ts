import { beforeEach, describe, expect, it } from 'vitest';
import { temporalPosition } from '../../media/temporalLayers.ts';
import type { VideoClip } from '../../media/VideoClip.ts';
import { parseRtp } from '../../rtp/packet.ts';
import { parseVp8Descriptor } from '../../rtp/vp8.ts';
import { TransportSequence } from './OutgoingExtensions.ts';
import { SendStream } from './SendStream.ts';
import { VideoLayerSender } from './VideoLayerSender.ts';

const FRAME_MS = 40;
const SIZE = { width: 320, height: 180 };

/** 25 frames a second, a key frame in every eighth; a frame's only byte is its index. */
const clip: VideoClip = {
  ...SIZE,
  framesPerSecond: 25,
  temporalLayers: 3,
  frames: Array.from({ length: 16 }, (_, index) => ({
    data: Buffer.of(index),
    keyFrame: index % 8 === 0,
    ...temporalPosition(index),
  })),
  standby: {
    ...SIZE,
    framesPerSecond: 2,
    temporalLayers: 1,
    frames: [100, 101].map((byte) => ({
      data: Buffer.of(byte),
      keyFrame: byte === 100,
      temporalLayer: 0,
      layerSync: false,
    })),
    standby: null,
  },
};

let sent: Buffer[];
let nowMs: number;

beforeEach(() => {
  sent = [];
  nowMs = performance.now() + 1000;
});

function layer(temporalLayers = true): VideoLayerSender {
  const stream = new SendStream({
    kind: 'video',
    ssrc: 1111,
    payloadType: 96,
    clockRate: 90_000,
    rtx: null,
    cname: 'cname',
    mid: '0',
    extensionIds: { mid: 1, absSendTime: 2, transportCc: 3, audioLevel: undefined },
    transportSequence: new TransportSequence(),
    historyPackets: 64,
    send: (packet) => sent.push(Buffer.from(packet)) > 0,
  });
  return new VideoLayerSender({ stream, clip, temporalLayers, mayStream: () => true });
}

/** What is sent while this many frames of the clip would be. */
function play(target: VideoLayerSender, frames: number) {
  sent = [];
  const endMs = nowMs + frames * FRAME_MS;
  for (; nowMs < endMs; nowMs += FRAME_MS / 8) {
    if (target.nextDueMs <= nowMs) target.run(nowMs);
  }
  return sent.map((packet) => {
    const payload = parseRtp(packet)?.payload ?? Buffer.alloc(0);
    const descriptor = parseVp8Descriptor(payload);
    if (!descriptor) throw new Error('no descriptor');
    return { ...descriptor, frame: payload[descriptor.length] ?? NaN };
  });
}

describe('a video layer', () => {
  it('tells the temporal layer of each frame', () => {
    const frames = play(layer(), 9);
    const start = frames[0]?.frame ?? NaN;
    expect(start % 8).toBe(0);
    expect(frames.map(({ temporalLayer }) => temporalLayer)).toEqual([0, 2, 1, 2, 0, 2, 1, 2, 0]);
    const synchronous = [false, true, true, false, false, true, true, false, false];
    expect(frames.map(({ layerSync }) => layerSync)).toEqual(synchronous);
    expect(frames.map(({ nonReference }) => nonReference)).toEqual(
      frames.map(({ temporalLayer }) => temporalLayer === 2),
    );
    const base = frames[0]?.tl0PicIdx ?? NaN;
    expect(frames.map(({ tl0PicIdx }) => ((tl0PicIdx ?? NaN) - base + 256) % 256)).toEqual([
      0, 0, 0, 0, 1, 1, 1, 1, 2,
    ]);
    const first = frames[0]?.pictureId ?? NaN;
    expect(frames.map(({ pictureId }) => ((pictureId ?? NaN) - first + 2 ** 15) % 2 ** 15)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8,
    ]);
  });

  it('says nothing about them where they were not declared', () => {
    const [frame] = play(layer(false), 1);
    expect(frame).not.toHaveProperty('temporalLayer');
    expect(frame).not.toHaveProperty('tl0PicIdx');
  });

  it('leaves out temporal layers beyond its frame rate, with no gap in its numbers', () => {
    const target = layer();
    target.configure({ active: true, maxFramerate: 13 });
    const frames = play(target, 8);
    expect(frames.map(({ temporalLayer }) => temporalLayer)).toEqual([0, 1, 0, 1]);
    const first = frames[0]?.pictureId ?? NaN;
    expect(((frames[3]?.pictureId ?? NaN) - first + 2 ** 15) % 2 ** 15).toBe(3);
  });

  it('takes them in again only where they need nothing that was left out', () => {
    const target = layer();
    target.configure({ active: true, maxFramerate: 7 });
    // Up to the middle of a pattern: its frame of layer 1 was left out, to which its last one refers.
    expect(play(target, 3)).toHaveLength(1);
    target.configure({ active: true, maxFramerate: undefined });
    expect(play(target, 5).map(({ temporalLayer }) => temporalLayer)).toEqual([0, 2, 1, 2]);
  });

  it('trickles in small frames while it is only kept alive, and answers there too', () => {
    const target = layer();
    play(target, 3);
    target.configure({ active: true, maxFramerate: 2 });
    // Two seconds: a key frame at once, as receivers know nothing of this clip.
    expect(play(target, 50).map(({ frame }) => frame)).toEqual([100, 101, 100, 101]);
    sent = [];
    target.requestKeyFrame(nowMs);
    expect(sent).toHaveLength(1);
    target.configure({ active: true, maxFramerate: 30 });
    const [back] = play(target, 1);
    expect((back?.frame ?? NaN) % 8).toBe(0);
  });

  it('sends nothing at all while it is inactive, and a key frame when it is active again', () => {
    const target = layer();
    play(target, 3);
    target.configure({ active: false, maxFramerate: undefined });
    sent = [];
    target.requestKeyFrame(nowMs);
    expect(sent).toEqual([]);
    expect(play(target, 20)).toEqual([]);
    target.configure({ active: true, maxFramerate: undefined });
    const [first] = play(target, 2);
    expect((first?.frame ?? NaN) % 8).toBe(0);
  });
});

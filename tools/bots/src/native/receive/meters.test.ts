import { describe, expect, it } from 'vitest';
import { AudioMeter } from './AudioMeter.ts';
import { VideoMeter } from './VideoMeter.ts';

const KEY_FRAME = Buffer.from('5004009d012a4001b400', 'hex');
const LARGE_KEY_FRAME = Buffer.from('5004009d012a0005d002', 'hex');
const OTHER_FRAME = Buffer.from('5104000000000000', 'hex');

/** One packet; `start`: the first of its frame. */
function packet(timestamp: number, data: Buffer, { start = true, marker = true } = {}) {
  const payload = Buffer.concat([Buffer.from([start ? 0x10 : 0x00]), data]);
  return { payloadType: 96, sequenceNumber: 0, ssrc: 1, extensions: [], timestamp, marker, payload };
}

describe('VideoMeter', () => {
  it('begins to count with the first complete key frame', () => {
    const meter = new VideoMeter();
    meter.note(packet(0, OTHER_FRAME), 1, 10);
    meter.note(packet(3000, KEY_FRAME, { marker: false }), 2, 20);
    expect(meter.stats()).toMatchObject({ frames: 0, firstFrameAtMs: null, size: null });
    meter.note(packet(3000, OTHER_FRAME, { start: false }), 3, 25);
    meter.note(packet(6000, OTHER_FRAME), 4, 60);
    expect(meter.stats()).toMatchObject({
      frames: 2,
      keyFrames: 1,
      firstFrameAtMs: 25,
      lastFrameAtMs: 60,
      maxFrameGapMs: 35,
      size: { width: 320, height: 180 },
    });
  });

  it('completes a frame whose packets come out of order, and not one with a hole', () => {
    const meter = new VideoMeter();
    meter.note(packet(0, OTHER_FRAME, { start: false }), 3, 1);
    meter.note(packet(0, KEY_FRAME, { marker: false }), 1, 2);
    expect(meter.stats().frames).toBe(0);
    meter.note(packet(0, OTHER_FRAME, { start: false, marker: false }), 2, 3);
    expect(meter.stats()).toMatchObject({ frames: 1, firstFrameAtMs: 3 });
  });

  it('remembers when the size changed', () => {
    const meter = new VideoMeter();
    [KEY_FRAME, KEY_FRAME, LARGE_KEY_FRAME].forEach((frame, index) => {
      meter.note(packet(index * 3000, frame), index, index * 40);
    });
    expect(meter.stats().sizes).toEqual([
      { atMs: 0, width: 320, height: 180 },
      { atMs: 80, width: 1280, height: 720 },
    ]);
  });
});

describe('AudioMeter', () => {
  const voice = { voice: true, levelDbov: 20 };

  it('does not take a silence of the sender for a gap', () => {
    const meter = new AudioMeter();
    meter.note(1, 0, voice, 0);
    meter.note(2, 960, voice, 20);
    meter.note(3, 960 + 48_000, { voice: false, levelDbov: 127 }, 1020);
    expect(meter.stats()).toMatchObject({ maxGapMs: 0, levelDbov: 127, voicePackets: 2, heardPackets: 3 });
  });

  it('tells how long audio was missing', () => {
    const meter = new AudioMeter();
    meter.note(1, 0, voice, 0);
    // Late by 80 ms, then three packets lost.
    meter.note(2, 960, voice, 100);
    expect(meter.stats().maxGapMs).toBe(80);
    meter.note(6, 4800, voice, 190);
    expect(meter.stats().maxGapMs).toBe(90);
  });

  it('works without levels and across the end of the timestamps', () => {
    const meter = new AudioMeter();
    meter.note(1, 0xffffffff - 959, null, 0);
    meter.note(2, 0, null, 20);
    expect(meter.stats()).toMatchObject({
      maxGapMs: 0,
      levelDbov: null,
      voicePackets: 0,
      heardPackets: 2,
      latePackets: 0,
    });
  });

  it('hears what was sent again in time, and no more than that', () => {
    const meter = new AudioMeter();
    meter.note(1, 0, voice, 0);
    meter.note(4, 2880, { voice: true, levelDbov: 30 }, 60);
    meter.note(3, 1920, voice, 200);
    expect(meter.stats()).toMatchObject({
      heardPackets: 3,
      latePackets: 0,
      lastHeardAtMs: 200,
      levelDbov: 30,
    });
    meter.note(2, 960, voice, 430);
    expect(meter.stats()).toMatchObject({ heardPackets: 3, latePackets: 1, lastHeardAtMs: 200 });
    expect(meter.spurtSince(0)).toEqual({ atMs: 0, rtpTimestamp: 0 });
    expect(meter.spurtSince(1)).toBeNull();
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureMedia } from '../src/index.ts';
import type { MediaLibrary } from '../src/index.ts';
import type { VideoClip } from '../src/media/VideoClip.ts';

let media: MediaLibrary;

beforeAll(async () => {
  media = await ensureMedia();
}, 120_000);

/** Checksums of the pictures that a decoder makes of these frames. It must complain about none of them. */
async function decode(clip: VideoClip, indexes: readonly number[]): Promise<Map<number, string>> {
  const options = [
    '-threads',
    '1',
    '-v',
    'error',
    '-xerror',
    '-f',
    'ivf',
    '-i',
    '-',
    '-fps_mode',
    'passthrough',
  ];
  const child = spawn('ffmpeg', [...options, '-f', 'framemd5', '-'], { stdio: 'pipe' });
  const closed = once(child, 'close');
  child.stdin.end(ivfOf(clip, indexes));
  const [lines, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await closed;
  expect(errors).toBe('');
  const sums = lines.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  expect(sums).toHaveLength(indexes.length);
  return new Map(
    sums.map((line, position) => [indexes[position] ?? -1, line.split(',').at(-1)?.trim() ?? '']),
  );
}

function ivfOf(clip: VideoClip, indexes: readonly number[]): Buffer {
  const header = Buffer.alloc(32);
  header.write('DKIF', 0, 'latin1');
  header.writeUInt16LE(32, 6);
  header.write('VP80', 8, 'latin1');
  header.writeUInt16LE(clip.width, 12);
  header.writeUInt16LE(clip.height, 14);
  header.writeUInt32LE(clip.framesPerSecond, 16);
  header.writeUInt32LE(1, 20);
  const frames = indexes.flatMap((index) => {
    const data = clip.frames[index]?.data ?? Buffer.alloc(0);
    const frameHeader = Buffer.alloc(12);
    frameHeader.writeUInt32LE(data.length, 0);
    frameHeader.writeBigUInt64LE(BigInt(index), 4);
    return [frameHeader, data];
  });
  return Buffer.concat([header, ...frames]);
}

/** Decoding part of the clip gives the very pictures that decoding all of it gives. */
async function expectSamePictures(clip: VideoClip, indexes: readonly number[]): Promise<void> {
  const all = await decode(clip, [...clip.frames.keys()]);
  const part = await decode(clip, indexes);
  expect(indexes.filter((index) => part.get(index) !== all.get(index))).toEqual([]);
}

describe.each([0, 1, 2])('the temporal layers of camera layer %d', (layer) => {
  const clipOf = (): VideoClip => {
    const clip = media.camera(layer).layers[layer];
    if (!clip) throw new Error('no such layer');
    // Two key frames and what follows them are enough.
    return { ...clip, frames: clip.frames.slice(0, 2 * clip.framesPerSecond) };
  };

  it('halve the frame rate each', () => {
    const { frames, framesPerSecond } = clipOf();
    const second = frames.slice(0, framesPerSecond);
    const upTo = (top: number) => second.filter(({ temporalLayer }) => temporalLayer <= top).length;
    expect([upTo(0), upTo(1), upTo(2)]).toEqual([framesPerSecond / 4, framesPerSecond / 2, framesPerSecond]);
  });

  it.each([0, 1])('need nothing above layer %d', async (top) => {
    const clip = clipOf();
    const kept = [...clip.frames.keys()].filter((index) => (clip.frames[index]?.temporalLayer ?? 0) <= top);
    await expectSamePictures(clip, kept);
  });

  it('can be taken in again where they say so', async () => {
    const clip = clipOf();
    // A receiver of layer 0 climbs with every frame that is declared to be a place for that.
    const places = [...clip.frames.keys()].filter((index) => clip.frames[index]?.layerSync);
    expect(places.length).toBeGreaterThan(clip.frames.length / 3);
    for (const place of [places[4], places[5]]) {
      const { temporalLayer = 0 } = clip.frames[place ?? -1] ?? {};
      const kept = [...clip.frames.keys()].filter((index) => {
        const frame = clip.frames[index];
        return (
          frame?.temporalLayer === 0 ||
          (index >= (place ?? 0) && (frame?.temporalLayer ?? 0) <= temporalLayer)
        );
      });
      await expectSamePictures(clip, kept);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { SignalingFrames } from './SignalingFrames.ts';

const HEAD = Buffer.from('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n');

function frame(text: string): Buffer {
  const payload = Buffer.from(text);
  if (payload.length < 126) return Buffer.concat([Buffer.of(0x81, payload.length), payload]);
  const header = Buffer.of(0x81, payload.length < 65_536 ? 126 : 127, 0, 0, 0, 0, 0, 0, 0, 0);
  if (payload.length < 65_536) {
    header.writeUInt16BE(payload.length, 2);
    return Buffer.concat([header.subarray(0, 4), payload]);
  }
  header.writeBigUInt64BE(BigInt(payload.length), 2);
  return Buffer.concat([header, payload]);
}

const stream = Buffer.concat([
  HEAD,
  frame('0{"sid":"x"}'),
  frame('40{"sid":"y"}'),
  frame('42["user-joined",{}]'),
  frame('2'),
  frame(`430[${'1,'.repeat(200)}1]`),
  frame('42["audio-levels",{"levels":[]}]'),
  frame(`42["new-consumers","${'x'.repeat(70_000)}"]`),
]);

describe('SignalingFrames', () => {
  it.each([1, 2, 7, 1000, stream.length])(
    'counts events and acks, but neither pings nor levels, in pieces of %d bytes',
    (size) => {
      const frames = new SignalingFrames();
      for (let start = 0; start < stream.length; start += size)
        frames.push(stream.subarray(start, start + size));
      expect(frames.messages).toBe(3);
    },
    // Byte by byte it copies gigabytes.
    30_000,
  );

  it('tells what is only news of the quality of connections from other news of the same people', () => {
    const user = (id: string, change: object) =>
      frame(
        `42["user-updated",${JSON.stringify({ user: { id, quality: 'good', muted: false, ...change } })}]`,
      );
    const frames = new SignalingFrames();
    frames.push(HEAD);
    const messages = [
      user('anna', {}),
      user('anna', { quality: 'poor' }),
      user('anna', { quality: 'poor', muted: true }),
      user('ben', { quality: 'poor' }),
      user('ben', {}),
      user('anna', { muted: true }),
      user('anna', { muted: true }),
    ];
    for (const message of messages) frames.push(message);
    expect(frames.messages).toBe(4);
    expect(frames.qualityMessages).toBe(3);
  });

  it('finds nothing in other answers', () => {
    const frames = new SignalingFrames();
    frames.push(Buffer.from('HTTP/1.1 200 OK\r\n\r\n42["no"]'));
    frames.push(Buffer.from('HTTP/1.1 200 OK\r\n\r\n'));
    expect(frames.messages).toBe(0);
  });
});

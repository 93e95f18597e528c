import { describe, expect, it } from 'vitest';
import type { BotStats } from '../BotStats.ts';
import { liveLine, summaryTable } from './summary.ts';

function bot(displayName: string, firstVideoMs: number | null, widths: readonly number[]): BotStats {
  const remotes = widths.map((width, index) => ({
    userId: `user-${index}`,
    displayName: 'x',
    source: 'camera' as const,
    received: {
      kind: 'video' as const,
      packets: 0,
      bytes: 0,
      lost: 0,
      bitrateBps: 0,
      firstPacketAtMs: null,
      lastPacketAtMs: null,
      audio: null,
      video: {
        frames: 0,
        keyFrames: 1,
        firstFrameAtMs: 0,
        lastFrameAtMs: 0,
        maxFrameGapMs: 0,
        size: { width, height: (width * 9) / 16 },
        sizes: [],
        framesPerSecond: 0,
        maxTemporalLayer: null,
        keyFrameRequests: 0,
      },
    },
  }));
  return {
    userId: displayName,
    displayName,
    timing: { prepareMs: 1, joinedMs: 12.4, firstAudioMs: null, firstVideoMs },
    remotes,
    total: { packets: 99, bytes: 0, lost: 1, bitrateBps: 1_234_567 },
  };
}

describe('summary', () => {
  it('has one line per bot, aligned also beside Korean names', () => {
    const table = summaryTable([bot('Mina', 103.6, [320, 1280, 320]), bot('서연', null, [])]);
    expect(table.split('\n')).toEqual([
      'bot   joined ms  audio ms  video ms  received kbps  loss %  pictures',
      'Mina         12         -       104           1235    1.00  2 x 320x180, 1 x 1280x720',
      '서연         12         -         -           1235    1.00  none',
    ]);
  });

  it('has a line for the terminal', () => {
    expect(liveLine('demo', [bot('a', 100, []), bot('b', null, [])], 83)).toBe(
      '2 in demo, 1 with picture, receiving 2.5 Mbit/s, worst loss 1.00 %, 1:23',
    );
  });
});

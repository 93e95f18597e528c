import { describe, expect, it } from 'vitest';
import { MissingPackets } from './MissingPackets.ts';

function withGap(): MissingPackets {
  const missing = new MissingPackets();
  missing.note(10, 0);
  missing.note(14, 0);
  return missing;
}

describe('MissingPackets', () => {
  it('asks for a gap at once, and only for what is still missing', () => {
    const missing = withGap();
    missing.note(12, 5);
    expect(missing.takeDue(5)).toEqual([11, 13]);
    expect(missing.takeDue(50)).toEqual([]);
    missing.note(11, 60);
    expect(missing.takeDue(105)).toEqual([13]);
  });

  it('gives up after four requests', () => {
    const missing = withGap();
    const requests = [0, 100, 200, 300, 400, 500].map((nowMs) => missing.takeDue(nowMs).length);
    expect(requests).toEqual([3, 3, 3, 3, 0, 0]);
    expect(missing.takeGaveUp()).toBe(true);
    expect(missing.takeGaveUp()).toBe(false);
  });

  it('does not ask for an interruption', () => {
    const missing = withGap();
    missing.note(500, 10);
    expect(missing.takeDue(10)).toEqual([]);
    expect(missing.takeGaveUp()).toBe(true);
  });

  it('asks for nothing before the first packet', () => {
    const missing = new MissingPackets();
    missing.note(1000, 0);
    missing.note(999, 0);
    missing.note(1001, 0);
    expect(missing.takeDue(0)).toEqual([]);
  });
});

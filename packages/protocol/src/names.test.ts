import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDisplayName, normalizeDisplayName } from './displayName.ts';
import { generateRoomId, isRoomId, normalizeRoomId } from './roomId.ts';

describe('room ids', () => {
  it.each([
    [' Team Meeting ', 'team-meeting', true],
    ['주간_회의 2', '주간-회의-2', true],
    ['\u1112\u1161\u11ab\u1100\u116e\u11a8\u110b\u1165', '한국어', true],
    ['ab', 'ab', false],
    ['a--b', 'a--b', false],
    ['-abc', '-abc', false],
    ['a/b/c', 'a/b/c', false],
    ['日本語', '日本語', false],
    ['a'.repeat(65), 'a'.repeat(65), false],
  ])('%j is compared as %j; valid: %s', (typed, normalized, valid) => {
    expect(normalizeRoomId(typed)).toBe(normalized);
    expect(isRoomId(normalized)).toBe(valid);
  });

  it('are generated valid, readable and different', () => {
    const ids = Array.from({ length: 500 }, generateRoomId);
    for (const id of ids) expect(id).toMatch(/^[a-hjkmnp-z]{4}-[a-hjkmnp-z]{4}-[a-hjkmnp-z]{3}$/);
    expect(ids.every(isRoomId)).toBe(true);
    expect(new Set(ids).size).toBe(500);
  });

  it('are settled by normalising once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = normalizeRoomId(text);
        expect(normalizeRoomId(once)).toBe(once);
      }),
    );
  });
});

describe('display names', () => {
  it.each([
    ['  김  지수 ', '김 지수'],
    ['Zoë', 'Zoë'],
    ['👨‍👩‍👧 Kim', '👨‍👩‍👧 Kim'],
    ['evil\u202egnp.exe', 'evilgnp.exe'],
    ['a\u0000b\nc', 'ab c'],
    ['\u200b\u200d\u3164', ''],
    ['a \u202e b', 'a b'],
    ['e\u200b\u0301', '\u00e9'],
    ['\u200d\u200dKim', 'Kim'],
  ])('%j is shown as %j', (typed, shown) => {
    expect(normalizeDisplayName(typed)).toBe(shown);
    expect(isDisplayName(shown)).toBe(shown !== '');
  });

  it('are settled by normalising once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normalizeDisplayName(text);
        expect(normalizeDisplayName(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });
});

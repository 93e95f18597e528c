import fc from 'fast-check';

/** An object that has what nobody can write in source: a key `__proto__` of its own. */
const polluting = (): unknown =>
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}');

function nested(depth: number): unknown {
  let value: unknown = 'deep';
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

const strings: readonly string[] = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202etxt.exe',
  '\u200b\u200d\u2060',
  'e\u0301'.repeat(40),
  '👨‍👩‍👧‍👦'.repeat(30),
  'ﷺ'.repeat(64),
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '../../../etc/passwd',
  '%2e%2e%2f',
  "' OR 1=1; DROP TABLE rooms; --",
  '<img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  '=cmd|calc!A1',
  '${7*7}{{7*7}}',
  'a.b.c',
  'x'.repeat(5000),
];

const numbers: readonly number[] = [-1, -0, 0.5, 2 ** 31, 2 ** 32, 2 ** 53, 1e308, -1e308, NaN, Infinity];

/** A value that has no place in any request. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, true, false, ...numbers),
  fc.constantFrom(...strings),
  fc.string({ unit: 'binary', maxLength: 100 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .constantFrom(
      polluting,
      () => nested(2000),
      () => new Array<number>(3000).fill(0),
      () => ({ length: 1e9 }),
    )
    .map((make) => make()),
  fc.uint8Array({ maxLength: 64 }),
  fc.jsonValue({ maxDepth: 3 }),
);

import { describe, expect, it } from 'vitest';
import type { RowSpec } from './Benchmark.ts';
import { formatTarget, formatValue, meetsTarget, toRows } from './rows.ts';

const spec: RowSpec = { id: 'a.ms', unit: 'ms', target: 10, lowerIsBetter: true, meaning: 'A.' };

describe('toRows', () => {
  it('keeps the order of the declaration and leaves the meaning out', () => {
    const rows = toRows([spec, { ...spec, id: 'b.ms', target: null }], { 'b.ms': 2, 'a.ms': 1 });
    expect(rows).toEqual([
      { id: 'a.ms', value: 1, unit: 'ms', target: 10, lowerIsBetter: true },
      { id: 'b.ms', value: 2, unit: 'ms', target: null, lowerIsBetter: true },
    ]);
  });

  it.each([
    { values: {}, problem: 'not measured: a.ms' },
    { values: { 'a.ms': NaN }, problem: 'not measured: a.ms' },
    { values: { 'a.ms': Infinity }, problem: 'not measured: a.ms' },
    { values: { 'a.ms': 1, 'c.ms': 1 }, problem: 'measured, but not declared: c.ms' },
  ])('refuses $values', ({ values, problem }) => {
    expect(() => toRows([spec], values)).toThrow(problem);
  });
});

describe('meetsTarget', () => {
  it.each([
    { value: 9, target: 10, lowerIsBetter: true, expected: true },
    { value: 10, target: 10, lowerIsBetter: true, expected: true },
    { value: 11, target: 10, lowerIsBetter: true, expected: false },
    { value: 11, target: 10, lowerIsBetter: false, expected: true },
    { value: 9, target: 10, lowerIsBetter: false, expected: false },
    { value: 9, target: null, lowerIsBetter: true, expected: null },
  ])('$value against $target, lower is better: $lowerIsBetter', ({ expected, ...row }) => {
    expect(meetsTarget(row)).toBe(expected);
  });
});

it.each([
  [1234.56, '1235'],
  [99.96, '100.0'],
  [12.345, '12.3'],
  [1.005, '1.00'],
  [0.0421, '0.04'],
])('shows %d as %s', (value, text) => {
  expect(formatValue(value)).toBe(text);
});

it('shows the direction of a target', () => {
  expect(formatTarget({ target: 200, lowerIsBetter: true })).toBe('≤ 200');
  expect(formatTarget({ target: 20, lowerIsBetter: false })).toBe('≥ 20');
  expect(formatTarget({ target: null, lowerIsBetter: true })).toBe('');
});

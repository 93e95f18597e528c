import { expect, it } from 'vitest';
import { formatColumns, formatRows } from './table.ts';

it('aligns columns and ends lines without blanks', () => {
  const lines = [
    ['a', '1', 'x'],
    ['bcd', '100', ''],
  ];
  expect(formatColumns(lines, ['left', 'right', 'left'])).toBe('a      1  x\nbcd  100');
});

it('marks what reaches its target and what does not', () => {
  const row = { unit: 'ms', lowerIsBetter: true };
  const text = formatRows([
    { id: 'good', value: 99, target: 200, ...row },
    { id: 'bad', value: 201, target: 200, ...row },
    { id: 'free', value: 7, target: null, ...row },
  ]);
  expect(text.split('\n')).toEqual([
    'figure  value  unit  target',
    'good     99.0  ms    ≤ 200   ✓',
    'bad       201  ms    ≤ 200   ✗',
    'free     7.00  ms',
  ]);
});

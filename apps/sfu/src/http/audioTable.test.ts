import { expect, it } from 'vitest';
import type { AudioRow } from '../media/voices/AudioMatrix.ts';
import { audioTable } from './audioTable.ts';

const rows: AudioRow[] = [
  {
    ownerId: 'a',
    sends: 'yes',
    hears: new Map([
      ['b', '-'],
      ['c', 'no!'],
    ]),
  },
  {
    ownerId: 'b',
    sends: 'muted',
    hears: new Map([
      ['a', 'yes'],
      ['c', 'yes'],
    ]),
  },
  {
    ownerId: 'c',
    sends: 'yes',
    hears: new Map([
      ['a', 'yes'],
      ['b', '-'],
    ]),
  },
];
const names: Record<string, string> = { a: 'Anna', b: '벤', c: 'Christopher with a very long name' };

it('writes one row for each listener and one column for each speaker', () => {
  const table = audioTable(rows, (ownerId) => names[ownerId] ?? '?');
  expect(table.split('\n').slice(4)).toEqual([
    '       1      2      3',
    'sends  yes    muted  yes',
    '1      .      -      no!    Anna',
    '2      yes    .      yes    벤',
    '3      yes    -      .      Christopher with a very…',
    '',
  ]);
});

it('is a legend when nobody is there', () => {
  expect(audioTable([], () => '')).toContain('who listens');
});

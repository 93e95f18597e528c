import { describe, expect, it } from 'vitest';
import { judgeSwitches } from './judgeSwitches.ts';

const speeches = [
  { userId: 'anna', fromMs: 0, toMs: 3000 },
  { userId: 'ben', fromMs: 3500, toMs: 6000 },
  { userId: 'anna', fromMs: 7000, toMs: 9000 },
];

describe('judgeSwitches', () => {
  it.each([
    {
      name: 'everybody in turn',
      switches: [
        { userId: 'anna', atMs: 500 },
        { userId: 'ben', atMs: 4000 },
        { userId: 'anna', atMs: 7500 },
      ],
      expected: { turns: 3, switches: 3, wrong: 0, missed: 0 },
    },
    {
      name: 'a cough takes the stage',
      switches: [
        { userId: 'anna', atMs: 500 },
        { userId: 'carl', atMs: 2500 },
        { userId: 'ben', atMs: 4500 },
        { userId: 'anna', atMs: 7500 },
      ],
      expected: { turns: 3, switches: 4, wrong: 1, missed: 0 },
    },
    {
      name: 'late, and too late',
      switches: [
        { userId: 'anna', atMs: 4000 },
        { userId: 'ben', atMs: 7001 },
      ],
      expected: { turns: 3, switches: 2, wrong: 1, missed: 1 },
    },
    {
      name: 'the stage stays where it was',
      switches: [{ userId: 'anna', atMs: 500 }],
      expected: { turns: 3, switches: 1, wrong: 0, missed: 1 },
    },
    { name: 'nothing ever happens', switches: [], expected: { turns: 3, switches: 0, wrong: 0, missed: 3 } },
  ])('$name', ({ switches, expected }) => {
    expect(judgeSwitches(switches, speeches)).toEqual(expected);
  });
});

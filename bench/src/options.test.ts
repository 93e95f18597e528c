import { describe, expect, it } from 'vitest';
import { parseOptions, UsageError } from './options.ts';

const known = ['start', 'join', 'web'];

describe('parseOptions', () => {
  it('takes names in the order in which they run, and files', () => {
    expect(parseOptions(['web', 'start', '--json', 'out.json'], known)).toEqual({
      names: ['start', 'web'],
      list: false,
      docs: false,
      help: false,
      jsonFile: 'out.json',
      fromFiles: [],
    });
    expect(parseOptions(['--docs', '--from', 'a.json', '--from', 'b.json'], known).fromFiles).toEqual([
      'a.json',
      'b.json',
    ]);
  });

  it('names none when none is given', () => {
    expect(parseOptions([], known).names).toEqual([]);
  });

  it.each([
    { args: ['jion'], message: 'There is no benchmark "jion"; there are start, join, web.' },
    { args: ['join', '--docs'], message: '--docs describes a whole run, so it goes without names.' },
    { args: ['--from', 'a.json'], message: '--from goes with --docs.' },
    { args: ['--jsn'], message: "Unknown option '--jsn' (see npm run bench -- --help)." },
    {
      args: ['--json'],
      message: "Option '--json <value>' argument missing (see npm run bench -- --help).",
    },
  ])('refuses $args with one sentence', ({ args, message }) => {
    expect(() => parseOptions(args, known)).toThrow(new UsageError(message));
  });
});

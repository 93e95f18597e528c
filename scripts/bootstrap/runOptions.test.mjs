import { expect, test } from 'vitest';
import { parseRunOptions } from './runOptions.mjs';

const debianNames = ({ packages }) => packages.map(({ debian }) => debian);

test('bots need media tools and no worker', () => {
  const { file, args, needs } = parseRunOptions(['tools/bots/src/cli.ts', '--room', 'demo']);
  expect({ file, args }).toEqual({ file: 'tools/bots/src/cli.ts', args: ['--room', 'demo'] });
  expect(debianNames(needs)).toEqual(['ffmpeg', 'espeak-ng']);
  expect(needs.worker).toBe(false);
});

test('benchmarks need a browser, a worker and the web app', () => {
  const { needs } = parseRunOptions(['bench/src/cli.ts']);
  expect(debianNames(needs)).toContain('chromium');
  expect(needs).toMatchObject({ worker: true, webBuild: true });
});

test('a program’s usage needs nothing', () => {
  const { needs, args } = parseRunOptions(['bench/src/cli.ts', '--help']);
  expect(args).toEqual(['--help']);
  expect(needs).toEqual({ packages: [], worker: false, webBuild: false });
});

test.each([[[]], [['--room']], [['tools/bots']]])('%j is refused', (argv) => {
  expect(() => parseRunOptions(argv)).toThrow(expect.objectContaining({ exitCode: 2 }));
});

import { MediaLibrary } from '@parley/bots';
import { expect, it } from 'vitest';
import type { Benchmark } from './Benchmark.ts';
import { runBenchmarks } from './runBenchmarks.ts';

function benchmark(name: string, run: Benchmark['run']): Benchmark {
  const row = { unit: 'ms', target: null, lowerIsBetter: true, meaning: 'A.' };
  return { name, rows: [{ id: `${name}.ms`, ...row }], run };
}

const context = { media: new MediaLibrary('nowhere'), progress: () => undefined };

it('goes on after a failure, which it reports, and after one that this machine cannot run', async () => {
  const broken = new Error('broken');
  const { rows, failures, notes } = await runBenchmarks(
    [
      benchmark('a', () => Promise.reject(broken)),
      benchmark('b', () => Promise.resolve({ 'b.milliseconds': 1 })),
      benchmark('skipped', () => Promise.resolve(null)),
      benchmark('c', ({ note }) => {
        note('slow');
        return Promise.resolve({ 'c.ms': 3 });
      }),
    ],
    context,
  );
  expect(rows).toEqual([{ id: 'c.ms', value: 3, unit: 'ms', target: null, lowerIsBetter: true }]);
  expect(failures.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(failures[0]?.error).toBe(broken);
  expect(notes).toEqual(['slow']);
});

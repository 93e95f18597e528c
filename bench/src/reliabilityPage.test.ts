import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Benchmark } from './Benchmark.ts';
import { figuresSection, replaceFigures } from './reliabilityPage.ts';

const PAGE = readFileSync(new URL('../../docs/reliability.md', import.meta.url), 'utf8');
const spec = { id: 'a.ms', unit: 'ms', target: 10, lowerIsBetter: true, meaning: 'Something.' };
const benchmark: Benchmark = { name: 'a', rows: [spec], run: () => Promise.resolve({}) };

it('puts figures into docs/reliability.md, and other ones in their place', () => {
  const outcome = { rows: [{ ...spec, value: 12 }], notes: ['A note.'], failures: [] };
  const figures = figuresSection([benchmark], outcome, '2026-01-02');
  expect(figures).toContain('| `a.ms` | 12.0 ms | ≤ 10 | ✗ | Something. |');
  expect(figures).toContain('A note.');
  const once = replaceFigures(PAGE, figures);
  expect(once).toContain(figures);
  expect(replaceFigures(once, 'nothing')).not.toContain('a.ms');
  expect(() => replaceFigures('# Another page', figures)).toThrow('no place');
  // Each command has a place of its own.
  const both = replaceFigures(once, 'of the soak', 'npm run soak');
  expect(both).toContain('of the soak');
  expect(both).toContain(figures);
});

it('names only tests that exist', () => {
  const files = [...PAGE.matchAll(/`([\w/.]+\.test\.ts)`/g)].map(([, file]) => file ?? '');
  expect(files.length).toBeGreaterThan(5);
  for (const file of files)
    expect(() => readFileSync(new URL(`../../${file}`, import.meta.url)), file).not.toThrow();
});

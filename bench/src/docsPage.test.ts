import { expect, it } from 'vitest';
import type { Benchmark } from './Benchmark.ts';
import { type Report, toMarkdown } from './docsPage.ts';

const benchmark: Benchmark = {
  name: 'join',
  rows: [
    { id: 'join.ms', unit: 'ms', target: 200, lowerIsBetter: true, meaning: 'Until joined.' },
    { id: 'join.people', unit: '', target: null, lowerIsBetter: false, meaning: 'People.' },
  ],
  run: () => Promise.resolve({}),
};
const report: Report = {
  rows: [
    { id: 'join.ms', value: 150.4, unit: 'ms', target: 200, lowerIsBetter: true },
    { id: 'join.people', value: 10, unit: '', target: null, lowerIsBetter: false },
  ],
  machine: { cores: 2, cpu: 'A CPU', memoryGb: 8, os: 'An OS', loadBefore: 0.1 },
  versions: { node: '24.0.0', mediasoup: '3.27.1', mediasoupWorker: 'built', chromium: '156' },
  notes: ['Something was odd.'],
  date: '2026-11-20',
};

it('shows targets first, then every figure with its meaning, the machine and what to know', () => {
  const page = toMarkdown([report], [benchmark]);
  expect(page).toContain('| `join.ms` | 150 ms | ≤ 200 | ✓ |');
  expect(page).not.toContain('| `join.people` | 10.0 |  |');
  expect(page).toContain('| `join.people` | 10.0 | People. |');
  expect(page).toContain('2 cores');
  expect(page).toContain('a worker built here');
  expect(page).toContain('- Something was odd.');
});

it('says so when a benchmark was not measured at all, and refuses one that lacks a figure', () => {
  const other = {
    ...benchmark,
    name: 'squeeze',
    rows: [{ ...benchmark.rows[0], id: 'squeeze.s' }],
  } as Benchmark;
  expect(toMarkdown([report], [benchmark, other])).toContain('## squeeze\n\nNot measured on this machine');
  expect(() => toMarkdown([{ ...report, rows: report.rows.slice(1) }], [benchmark])).toThrow(
    'the run has no join.ms',
  );
});

it('shows each benchmark as its latest run measured it', () => {
  const share = {
    ...benchmark,
    name: 'share',
    rows: [{ ...benchmark.rows[0], id: 'share.ms' }],
  } as Benchmark;
  const later: Report = {
    ...report,
    date: '2026-11-21',
    rows: [{ id: 'share.ms', value: 90, unit: 'ms', target: 200, lowerIsBetter: true }],
    notes: [],
  };
  const page = toMarkdown([report, later], [benchmark, share]);
  expect(page).toContain('## join\n\nMeasured on 2026-11-20.');
  expect(page).toContain('## share\n\nMeasured on 2026-11-21.');
  expect(page).toContain('| `join.ms` | 150 ms | ≤ 200 | ✓ |');
  expect(page).toContain('| `share.ms` | 90.0 ms | ≤ 200 | ✓ |');
  expect(page).toContain('- Something was odd.');
});

import type { BenchContext, Benchmark, Row } from './Benchmark.ts';
import { toRows } from './rows.ts';

export interface Outcome {
  readonly rows: readonly Row[];
  /** What a reader of the figures must know. */
  readonly notes: readonly string[];
  readonly failures: readonly Failure[];
}

export interface Failure {
  readonly name: string;
  readonly error: unknown;
}

/** Runs one benchmark after the other; one that fails does not keep the others from running. */
export async function runBenchmarks(
  benchmarks: readonly Benchmark[],
  { media, progress }: Omit<BenchContext, 'note'>,
): Promise<Outcome> {
  const rows: Row[] = [];
  const notes: string[] = [];
  const failures: Failure[] = [];
  const context: BenchContext = { media, progress, note: (message) => notes.push(message) };
  for (const { name, rows: specs, run } of benchmarks) {
    try {
      const values = await run(context);
      if (values !== null) rows.push(...toRows(specs, values));
    } catch (error) {
      failures.push({ name, error });
    }
  }
  return { rows, notes, failures };
}

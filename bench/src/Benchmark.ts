import type { MediaLibrary } from '@parley/bots';

/** One figure that a benchmark measures. The id never changes, so that runs of different days can be compared. */
export interface RowSpec {
  readonly id: string;
  readonly unit: string;
  /** What the figure should reach; null where there is nothing to reach. */
  readonly target: number | null;
  readonly lowerIsBetter: boolean;
  /** One sentence: what was measured. */
  readonly meaning: string;
}

/** A measured figure, as it is written to JSON. */
export interface Row {
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  readonly target: number | null;
  readonly lowerIsBetter: boolean;
}

export interface BenchContext {
  /** What the bots send. */
  readonly media: MediaLibrary;
  /** Says what is going on, for the person who waits. */
  readonly progress: (message: string) => void;
  /** Says what a reader of the figures must know, such as lost packets; goes into every report. */
  readonly note: (message: string) => void;
}

/** Measured values by row id. */
export type Values = Readonly<Record<string, number>>;

export interface Benchmark {
  readonly name: string;
  readonly rows: readonly RowSpec[];
  /**
   * Measures a value for each of `rows`; rejects when it cannot. Null when this machine lacks what it takes, after a
   * note that says so.
   */
  readonly run: (context: BenchContext) => Promise<Values | null>;
}

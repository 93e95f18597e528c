import { median } from '../percentile.ts';

export interface Scores {
  /** 0 to 100. */
  readonly performance: number;
  readonly accessibility: number;
}

const RUNS = 3;

/** Lighthouse's scores of a page on its emulated phone: the medians of three runs. @param port of the browser's DevTools */
export async function lighthouseScores(url: string, port: number): Promise<Scores> {
  // Loaded here: it takes a while, and no other benchmark needs it.
  const { default: lighthouse } = await import('lighthouse');
  const runs: Scores[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const result = await lighthouse(url, {
      port,
      logLevel: 'error',
      onlyCategories: ['performance', 'accessibility'],
    });
    const { categories } = result?.lhr ?? {};
    runs.push({
      performance: percent(categories?.['performance']?.score),
      accessibility: percent(categories?.['accessibility']?.score),
    });
  }
  return {
    performance: median(runs.map(({ performance }) => performance)),
    accessibility: median(runs.map(({ accessibility }) => accessibility)),
  };
}

function percent(score: number | null | undefined): number {
  if (score === null || score === undefined) throw new Error('Lighthouse gave no score.');
  return score * 100;
}

/**
 * The value below which `percent` of the samples lie, linear between the two nearest ones (as spreadsheets do).
 * @throws {RangeError} without samples, or when `percent` is not from 0 to 100.
 */
export function percentile(samples: readonly number[], percent: number): number {
  if (!(percent >= 0 && percent <= 100)) throw new RangeError(`no such percentile: ${percent}`);
  const sorted = samples.toSorted((a, b) => a - b);
  const position = ((sorted.length - 1) * percent) / 100;
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) throw new RangeError('no samples');
  return below + (above - below) * (position % 1);
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 50);
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

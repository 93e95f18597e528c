import type { Row, RowSpec, Values } from './Benchmark.ts';

/**
 * Joins what a benchmark promised with what it measured.
 * @throws {Error} when a promised figure is missing or no number, or another one is there.
 */
export function toRows(specs: readonly RowSpec[], values: Values): Row[] {
  const promised = new Set(specs.map(({ id }) => id));
  const strange = Object.keys(values).filter((id) => !promised.has(id));
  if (strange.length > 0) throw new Error(`measured, but not declared: ${strange.join(', ')}`);
  const missing = specs.filter(({ id }) => !Number.isFinite(values[id]));
  if (missing.length > 0) throw new Error(`not measured: ${missing.map(({ id }) => id).join(', ')}`);
  return specs.map(({ id, unit, target, lowerIsBetter }) => ({
    id,
    value: values[id] ?? NaN,
    unit,
    target,
    lowerIsBetter,
  }));
}

/** Whether a figure reaches its target; null where it has none. */
export function meetsTarget({
  value,
  target,
  lowerIsBetter,
}: Pick<Row, 'value' | 'target' | 'lowerIsBetter'>): boolean | null {
  if (target === null) return null;
  return lowerIsBetter ? value <= target : value >= target;
}

/** Three digits that mean something. */
export function formatValue(value: number): string {
  if (Math.abs(value) >= 100) return value.toFixed(0);
  if (Math.abs(value) >= 10) return value.toFixed(1);
  return value.toFixed(2);
}

/** The target with its direction, such as `≤ 200`; empty where there is none. */
export function formatTarget({ target, lowerIsBetter }: Pick<Row, 'target' | 'lowerIsBetter'>): string {
  return target === null ? '' : `${lowerIsBetter ? '≤' : '≥'} ${target}`;
}

import type { DeviceClass, MediaSource } from '@parley/protocol';
import { pixelsOf } from './layers.ts';

/** What a machine can decode at once. */
interface DeviceBudget {
  /** Pictures that move. */
  videos: number;
  /** Sum of the sizes of the forwarded layers. */
  pixels: number;
}

/** One video that is to be forwarded; `fitBudget` lowers `spatialLayer` or sets `paused`. */
export interface BudgetItem {
  source: MediaSource;
  spatialLayers: number;
  spatialLayer: number | null;
  paused: boolean;
  priority: number;
  /** The largest tile that shows it, in pixels. */
  area: number;
}

/** From here on it is a stage, a pin or a screen: touched last. */
export const STAGE_PRIORITY = 200;

/** 4K, half of it, and 1080p; phones also have the fewest hardware decoders: four is what the web app shows there. */
const BUDGETS: Record<DeviceClass, DeviceBudget> = {
  desktop: { videos: 49, pixels: 8_300_000 },
  tablet: { videos: 16, pixels: 4_200_000 },
  phone: { videos: 4, pixels: 2_100_000 },
};

/**
 * Makes the videos fit the device: the least important ones step down first, the largest layers before the smaller
 * ones, then pause; stages and screens only when that is not enough.
 */
export function fitBudget(items: readonly BudgetItem[], device: DeviceClass): void {
  const budget = BUDGETS[device];
  // Of equals the later one is weaker: who joins takes nothing from those who are there.
  const forwarded = items
    .toReversed()
    .filter(({ paused }) => !paused)
    .sort(byWeakness);
  for (const item of forwarded.slice(0, Math.max(0, forwarded.length - budget.videos))) item.paused = true;
  const fitting = forwarded.filter(({ paused }) => !paused);
  const isOver = () => pixelSum(fitting) > budget.pixels;
  const minor = fitting.filter(({ priority }) => priority < STAGE_PRIORITY);
  const major = fitting.filter(({ priority }) => priority >= STAGE_PRIORITY);
  for (const group of [minor, major]) {
    stepDown(group, isOver);
    for (const item of group) {
      if (isOver()) item.paused = true;
    }
  }
  // What the stage has given up in the end may be enough for some that were paused before.
  for (const item of fitting.toReversed().filter(({ paused }) => paused)) {
    item.paused = false;
    if (isOver()) item.paused = true;
  }
}

function stepDown(weakestFirst: readonly BudgetItem[], isOver: () => boolean): void {
  for (const priority of new Set(weakestFirst.map((item) => item.priority))) {
    const equals = weakestFirst.filter((item) => item.priority === priority);
    const highest = Math.max(0, ...equals.map(({ spatialLayer }) => spatialLayer ?? 0));
    for (let level = highest; level > 0; level -= 1) {
      for (const item of equals) {
        if (!isOver()) return;
        if (item.spatialLayer === level) item.spatialLayer = level - 1;
      }
    }
  }
}

function byWeakness(a: BudgetItem, b: BudgetItem): number {
  return a.priority - b.priority || a.area - b.area;
}

function pixelSum(items: readonly BudgetItem[]): number {
  return items.reduce(
    (sum, item) =>
      item.paused ? sum : sum + pixelsOf(item.source, item.spatialLayers, item.spatialLayer ?? 0),
    0,
  );
}

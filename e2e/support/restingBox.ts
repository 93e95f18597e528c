import type { Locator } from 'playwright-core';

/** Long enough for a tile to begin to glide, short enough to wait for. */
const STILL_MS = 400;
const PATIENCE_MS = 20_000;

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where an element is once it no longer moves: what is tapped by coordinates must not slip away. */
export async function restingBox(locator: Locator): Promise<Box> {
  const endAtMs = Date.now() + PATIENCE_MS;
  let before = await locator.boundingBox();
  while (Date.now() < endAtMs) {
    await locator.page().waitForTimeout(STILL_MS);
    const now = await locator.boundingBox();
    if (now !== null && JSON.stringify(now) === JSON.stringify(before)) return now;
    before = now;
  }
  throw new Error('the element does not come to rest');
}

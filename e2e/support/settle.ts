import type { Page } from 'playwright-core';

/** Tiles glide, sheets slide and colours fade for at most 220 ms. */
const SETTLE_MS = 300;
const PATIENCE_MS = 5000;

/** Until what moves has come to rest, on a machine that is late with its frames as well. What never ends, a spinner, goes on. */
export async function settle(page: Page, atLeastMs = SETTLE_MS): Promise<void> {
  await page.waitForTimeout(atLeastMs);
  await page.evaluate(async (patienceMs) => {
    const moving = document
      .getAnimations()
      .filter(
        ({ effect, playState }) =>
          playState === 'running' && effect?.getComputedTiming().endTime !== Infinity,
      );
    const ended = Promise.allSettled(moving.map(({ finished }) => finished));
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
  }, PATIENCE_MS);
}

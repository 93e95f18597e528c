import type { Page } from 'playwright-core';

/** Everyone's sound on a page, in the order in which people joined. */
export function sounds(page: Page): Promise<{ volume: number; muted: boolean }[]> {
  return page
    .locator('audio')
    .evaluateAll((elements) =>
      (elements as HTMLAudioElement[]).map(({ volume, muted }) => ({ volume, muted })),
    );
}

/** The tracks behind them, in the same order. */
export function trackIds(page: Page): Promise<string[]> {
  return page
    .locator('audio')
    .evaluateAll((elements) =>
      elements.map(
        (audio) => ((audio as HTMLAudioElement).srcObject as MediaStream).getTracks()[0]?.id ?? '',
      ),
    );
}

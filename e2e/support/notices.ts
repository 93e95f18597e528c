import type { Page } from 'playwright-core';

/** What a page says by itself: banners over the stage, and toasts. */
const NOTICES = '[role="status"] p';
const OF_OTHERS = /connection is weak|^Ben (joined|left)$/;

declare global {
  interface Window {
    notices: string[][];
  }
}

/** Remembers from now on what is said at the same time, each time it is something else. */
export async function watchNotices(page: Page): Promise<void> {
  await page.evaluate((selector) => {
    const seen: string[][] = [];
    window.notices = seen;
    const look = () => {
      const texts = [...document.querySelectorAll(selector)].map((element) => element.textContent);
      if (texts.join() !== (seen.at(-1) ?? []).join()) seen.push(texts);
    };
    new MutationObserver(look).observe(document.body, {
      childList: true,
      subtree: true,
      characterData: true,
    });
    look();
  }, NOTICES);
}

/**
 * What was said at the same time since then, one list for each moment at which it changed. How soon others are back is the
 * machine's business, and so is the link's quality.
 */
export async function noticesOf(page: Page): Promise<string[][]> {
  const seen = await page.evaluate(() => window.notices);
  return seen.map((texts) => texts.filter((text) => !OF_OTHERS.test(text)));
}

import { expect } from 'vitest';
import { accessibilityViolations } from './accessibility.ts';
import type { Guest } from './Guest.ts';
import { settle } from './settle.ts';

const LOOKS = [
  { width: 1440, height: 900, colorScheme: 'light' },
  { width: 390, height: 844, colorScheme: 'dark' },
  { width: 390, height: 844, colorScheme: 'light' },
  { width: 1024, height: 768, colorScheme: 'dark' },
] as const;

/**
 * axe and no sideways scrolling at three sizes and in both themes, with a picture of each for a person to look at. Ends
 * in the window that tests begin with.
 */
export async function checkPage(guest: Guest, name: string): Promise<void> {
  const language = await guest.page.evaluate(() => document.documentElement.lang);
  for (const { width, height, colorScheme } of LOOKS) {
    await guest.page.setViewportSize({ width, height });
    await guest.page.emulateMedia({ colorScheme });
    await settle(guest.page);
    const place = `${name}-${language}-${width}x${height}-${colorScheme}`;
    await guest.screenshot(place);
    expect(await accessibilityViolations(guest.page), place).toEqual([]);
    const overflow = await guest.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${place} scrolls sideways`).toBeLessThanOrEqual(0);
  }
}

import type { Page } from 'playwright-core';

/** What a finger needs, in CSS pixels. */
const TARGET = 44;

/** What can be pressed but not with a finger, each as `name: what is wrong`. Only what can be seen is looked at. */
export function tooSmallTargets(page: Page): Promise<string[]> {
  return page.evaluate((target) => {
    // Points are rounded to whole pixels: at the very edge it is the neighbour that is hit.
    const reach = target / 2 - 1;
    const controls = document.querySelectorAll<HTMLElement>(
      'button, input, select, textarea, summary, a[href], [role="button"]',
    );
    const nameOf = (control: HTMLElement) =>
      control.ariaLabel ?? (control.innerText.trim() || control.id || control.outerHTML.slice(0, 80));
    /** Whether a finger at this point presses the control: it, what is in it, or its label. */
    const isHit = (control: HTMLElement, x: number, y: number) => {
      const hit = document.elementFromPoint(x, y);
      return hit !== null && (control.contains(hit) || hit.closest('label')?.control === control);
    };
    /** Toasts and cards lie over other things for a moment. */
    const isFree = (control: HTMLElement, x: number, y: number) => {
      if (isHit(control, x, y)) return true;
      const over = document.elementFromPoint(x, y)?.closest('[popover]') ?? null;
      return over !== null && !over.contains(control);
    };
    const middleOf = (control: HTMLElement) => {
      const { left, top, width, height } = control.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    };
    const isLargeEnough = (control: HTMLElement) => {
      const { x, y } = middleOf(control);
      return (
        isFree(control, x - reach, y) &&
        isFree(control, x + reach, y) &&
        isFree(control, x, y - reach) &&
        isFree(control, x, y + reach)
      );
    };
    /** In a list or a sheet it may stand half behind the edge. */
    const isLargeEnoughInView = (control: HTMLElement) => {
      if (isLargeEnough(control)) return true;
      control.scrollIntoView({ block: 'center', behavior: 'instant' });
      return isLargeEnough(control);
    };
    return [...controls].flatMap((control) => {
      const { width, height } = control.getBoundingClientRect();
      const { x, y } = middleOf(control);
      // Not rendered, out of the window, or under something else: no finger gets there.
      if (width === 0 || !isHit(control, x, y)) return [];
      // Words in a text that lead elsewhere are as large as the text.
      if (control instanceof HTMLAnchorElement && getComputedStyle(control).display === 'inline') return [];
      if (isLargeEnoughInView(control)) return [];
      return [`${nameOf(control)}: ${Math.round(width)} x ${Math.round(height)}`];
    });
  }, TARGET);
}

/** Buttons of the call's bar that are not wholly in the window, by name. */
export function outsideWindow(
  page: Page,
  insets = { top: 0, right: 0, bottom: 0, left: 0 },
): Promise<string[]> {
  return page
    .getByRole('region', { name: /^(Meeting controls|회의 조작)/ })
    .getByRole('button')
    .evaluateAll(
      (buttons, { top, right, bottom, left }) =>
        buttons
          .filter((button) => {
            const box = button.getBoundingClientRect();
            const inside =
              box.left >= left &&
              box.top >= top &&
              box.right <= innerWidth - right &&
              box.bottom <= innerHeight - bottom;
            return !inside;
          })
          .map((button) => button.ariaLabel ?? ''),
      insets,
    );
}

/** How far a page can be scrolled, sideways and down. */
export function scrollRoom(page: Page): Promise<{ sideways: number; down: number }> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    return { sideways: scrollWidth - clientWidth, down: scrollHeight - clientHeight };
  });
}

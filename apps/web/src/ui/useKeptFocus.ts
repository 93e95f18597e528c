import { type RefObject, useEffect } from 'react';

/** What takes the focus by itself without being operated, such as a panel. */
const REGION = '[tabindex="-1"]';

/**
 * When what has the focus goes away, such as the row of somebody who was just let in, the focus goes to the region it
 * stood in, or to `fallback`, instead of nowhere: keys and screen readers go on from there.
 */
export function useKeptFocus(fallback: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let focused: Element | null = null;
    let region: HTMLElement | null = null;
    const remember = ({ target }: FocusEvent) => {
      focused = target instanceof Element ? target : null;
      region = focused?.parentElement?.closest<HTMLElement>(REGION) ?? null;
    };
    const forget = () => {
      focused = null;
    };
    const observer = new MutationObserver(() => {
      if (focused === null || focused.isConnected || document.activeElement !== document.body) return;
      forget();
      (region?.isConnected === true ? region : fallback.current)?.focus({ preventScroll: true });
    });
    observer.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', remember);
    document.addEventListener('pointerdown', forget);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', remember);
      document.removeEventListener('pointerdown', forget);
    };
  }, [fallback]);
}

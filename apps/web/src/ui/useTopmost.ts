import { type FocusEvent, useLayoutEffect, useRef } from 'react';

/** Spread on an element with `popover="manual"`. */
interface TopmostProps {
  ref: (element: HTMLElement | null) => void;
  onFocus: (event: FocusEvent<HTMLElement>) => void;
  onBlur: (event: FocusEvent<HTMLElement>) => void;
}

/**
 * Keeps a popover above everything that was opened before its content changed. The focus stays on what has it; when
 * that goes away with its line, the focus goes back to where it came from, and not to the page's start.
 */
export function useTopmost(content: unknown, shown: boolean): TopmostProps {
  const popover = useRef<HTMLElement>(null);
  const focused = useRef<HTMLElement>(null);
  const cameFrom = useRef<HTMLElement>(null);

  // Before anybody else notices that the focus is gone.
  useLayoutEffect(() => {
    const element = popover.current;
    if (!element) return;
    const kept = focused.current;
    if (element.matches(':popover-open')) element.hidePopover();
    if (shown) element.showPopover();
    if (kept?.isConnected === true) kept.focus({ preventScroll: true });
    if (kept === null || kept.isConnected) return;
    focused.current = null;
    if (document.activeElement === document.body) cameFrom.current?.focus({ preventScroll: true });
  }, [content, shown]);

  return {
    ref: (element) => {
      popover.current = element;
    },
    onFocus: ({ target, currentTarget, relatedTarget }) => {
      focused.current = target;
      if (relatedTarget instanceof HTMLElement && !currentTarget.contains(relatedTarget))
        cameFrom.current = relatedTarget;
    },
    // What goes away with the focus is still remembered.
    onBlur: ({ target }) => {
      if (target.isConnected) focused.current = null;
    },
  };
}

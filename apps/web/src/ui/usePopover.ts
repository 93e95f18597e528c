import { type RefObject, type ToggleEvent, useCallback, useEffect, useId, useRef, useState } from 'react';
import { type Placement, placeElement } from './placement.ts';

/** Spread on the button that opens the popover (`Button` and `IconButton` take them). */
export interface PopoverTriggerProps {
  ref: RefObject<HTMLButtonElement | null>;
  popoverTarget: string;
  'aria-expanded': boolean;
  'aria-controls': string | undefined;
}

interface PopoverPanelProps {
  ref: RefObject<HTMLDivElement | null>;
  id: string;
  popover: 'auto';
  onBeforeToggle: (event: ToggleEvent<HTMLDivElement>) => void;
  onToggle: (event: ToggleEvent<HTMLDivElement>) => void;
}

/**
 * A native popover beside its button: the browser gives light dismiss, Escape and the return of the focus, this
 * hook the place. `open` is true from just before it shows, so its content is rendered only when needed.
 */
export function usePopover(placement: Placement, onOpened?: (panel: HTMLElement) => void) {
  const id = useId();
  const trigger = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  const place = useCallback(() => {
    if (panel.current && trigger.current) placeElement(panel.current, trigger.current, placement);
  }, [placement]);

  useEffect(() => {
    const element = panel.current;
    if (!open || !element) return undefined;
    // The content is rendered, the frame not painted yet: measuring now shows no jump.
    const frame = requestAnimationFrame(() => {
      place();
      onOpened?.(element);
    });
    const resized = new ResizeObserver(place);
    resized.observe(element);
    window.addEventListener('resize', place);
    window.addEventListener('scroll', place, { capture: true, passive: true });
    return () => {
      cancelAnimationFrame(frame);
      resized.disconnect();
      window.removeEventListener('resize', place);
      window.removeEventListener('scroll', place, { capture: true });
    };
  }, [open, place, onOpened]);

  const close = useCallback(() => {
    if (panel.current?.matches(':popover-open') === true) panel.current.hidePopover();
  }, []);

  const triggerProps: PopoverTriggerProps = {
    ref: trigger,
    popoverTarget: id,
    'aria-expanded': open,
    'aria-controls': open ? id : undefined,
  };
  const panelProps: PopoverPanelProps = {
    ref: panel,
    id,
    popover: 'auto',
    // Rendered before it shows, removed after it is hidden: what had the focus must still be there then, or the browser
    // would not give the focus back to the button. Toggles of popovers inside this one bubble in React's tree.
    onBeforeToggle: (event) => {
      if (event.target === event.currentTarget && event.newState === 'open') setOpen(true);
    },
    onToggle: (event) => {
      if (event.target === event.currentTarget && event.newState === 'closed') setOpen(false);
    },
  };
  return { open, close, triggerProps, panelProps };
}

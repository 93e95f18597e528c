import { type ReactNode, useEffect, useRef } from 'react';
import { type Placement, placeElement } from './placement.ts';
import styles from './Tooltip.module.css';

export interface TooltipProps {
  /** What the wrapped control's accessible name says already: the tooltip itself is hidden from screen readers. */
  text: string;
  shortcut?: string;
  placement?: Placement;
  children: ReactNode;
}

const SHOW_AFTER_MS = 400;

/** Shows `text` beside what it wraps, after resting on it with a mouse or walking to it by key; never by touch. */
export function Tooltip({ text, shortcut, placement = 'top', children }: TooltipProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  const bubble = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const show = () => {
    const target = anchor.current?.firstElementChild;
    if (!bubble.current || !target || target.matches(':disabled, [aria-expanded="true"]')) return;
    bubble.current.showPopover();
    placeElement(bubble.current, target, placement);
  };
  const hide = () => {
    clearTimeout(timer.current);
    if (bubble.current?.matches(':popover-open') === true) bubble.current.hidePopover();
  };
  useEffect(() => () => clearTimeout(timer.current), []);

  return (
    <span
      ref={anchor}
      className={styles['anchor']}
      onPointerEnter={(event) => {
        clearTimeout(timer.current);
        if (event.pointerType === 'mouse') timer.current = setTimeout(show, SHOW_AFTER_MS);
      }}
      onPointerLeave={hide}
      onPointerDown={hide}
      // The key goes up on what it has led to. What a dialog focuses as it opens or closes nobody has asked about.
      onKeyUp={(event) => {
        if (event.key === 'Tab') show();
      }}
      onBlur={hide}
      onKeyDown={hide}
    >
      {children}
      <span ref={bubble} popover="manual" className={styles['bubble']} aria-hidden="true">
        {text}
        {shortcut !== undefined && <kbd className={styles['key']}>{shortcut}</kbd>}
      </span>
    </span>
  );
}

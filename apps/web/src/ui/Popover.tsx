import type { KeyboardEvent, ReactNode } from 'react';
import { cx } from './cx.ts';
import floating from './Floating.module.css';
import styles from './Popover.module.css';
import type { Placement } from './placement.ts';
import { type PopoverTriggerProps, usePopover } from './usePopover.ts';

export interface PopoverProps {
  /** Accessible name of the panel. */
  label: string;
  placement?: Placement;
  trigger: (props: PopoverTriggerProps & { 'aria-haspopup': 'dialog' }) => ReactNode;
  /** Rendered only while open. `close` gives the focus back to the button. */
  children: (close: () => void) => ReactNode;
}

const CONTROLS = 'button:not(:disabled), input:not(:disabled)';

const controlsOf = (panel: HTMLElement) => [...panel.querySelectorAll<HTMLElement>(CONTROLS)];
const focusFirst = (panel: HTMLElement) => controlsOf(panel)[0]?.focus();

/**
 * A small panel beside its button, for what a menu may not hold, such as a slider. Tab and the arrow keys walk through
 * it; Escape, a press outside and walking out of it close it.
 */
export function Popover({ label, placement = 'bottom-end', trigger, children }: PopoverProps) {
  const { open, close, triggerProps, panelProps } = usePopover(placement, focusFirst);
  return (
    <>
      {trigger({ ...triggerProps, 'aria-haspopup': 'dialog' })}
      <div
        {...panelProps}
        role="dialog"
        aria-label={label}
        className={cx(floating['panel'], styles['popover'])}
        onKeyDown={(event) => {
          // The browser closes the popover; what it stands in must not take the same key as its own.
          if (event.key === 'Escape') event.stopPropagation();
          else moveFocus(event);
        }}
        onBlur={({ currentTarget, relatedTarget }) => {
          if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) close();
        }}
      >
        {open && children(close)}
      </div>
    </>
  );
}

/** A slider needs the arrow keys itself. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  if (event.target instanceof HTMLInputElement) return;
  event.preventDefault();
  const controls = controlsOf(event.currentTarget);
  const current = controls.findIndex((control) => control === document.activeElement);
  controls.at((current + (event.key === 'ArrowDown' ? 1 : -1)) % controls.length)?.focus();
}

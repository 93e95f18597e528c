import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import type { Placement } from './placement.ts';
import styles from './Popover.module.css';
import { type PopoverTriggerProps, usePopover } from './usePopover.ts';

export interface PopoverProps {
  /** Accessible name of the panel. */
  label: string;
  placement?: Placement;
  /** The button that opens it: spread the props on a `Button` or `IconButton`. */
  trigger: (props: PopoverTriggerProps & { 'aria-haspopup': 'dialog' }) => ReactNode;
  /** Rendered only while open. */
  children: (close: () => void) => ReactNode;
  className?: string;
}

/** A small non-modal panel beside its button. For lists of actions use `Menu`. */
export function Popover({ label, placement = 'bottom', trigger, children, className }: PopoverProps) {
  const { open, close, triggerProps, panelProps } = usePopover(placement);
  return (
    <>
      {trigger({ ...triggerProps, 'aria-haspopup': 'dialog' })}
      <div
        {...panelProps}
        role="dialog"
        aria-label={label}
        className={cx(styles['panel'], styles['padded'], className)}
      >
        {open && children(close)}
      </div>
    </>
  );
}

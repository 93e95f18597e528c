import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, MouseEvent, Ref } from 'react';
import styles from './Button.module.css';
import { cx } from './cx.ts';
import { Spinner } from './Spinner.tsx';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: 'primary' | 'secondary' | 'ghost' | 'danger';
  /** 40 px (44 for fingers) or 48 px high. */
  size?: 'medium' | 'large';
  icon?: LucideIcon;
  /** Shows a spinner and ignores clicks, but keeps the focus and the width. */
  busy?: boolean;
  /** As wide as its container. */
  full?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** A button with words. For icons alone see `IconButton`. */
export function Button(props: ButtonProps) {
  const { variant = 'secondary', size = 'medium', icon: Icon, busy = false, full = false, ...rest } = props;
  const { className, children, onClick, ...attributes } = rest;
  const click = (event: MouseEvent<HTMLButtonElement>) => {
    if (busy) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      type="button"
      {...attributes}
      className={cx(
        styles['button'],
        styles[variant],
        size === 'large' && styles['large'],
        full && styles['full'],
        className,
      )}
      aria-busy={busy || undefined}
      aria-disabled={busy || attributes['aria-disabled']}
      onClick={click}
    >
      {busy ? <Spinner size={18} /> : Icon && <Icon size={18} aria-hidden="true" />}
      <span>{children}</span>
    </button>
  );
}

import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, Ref } from 'react';
import { cx } from './cx.ts';
import styles from './IconButton.module.css';
import { Spinner } from './Spinner.tsx';
import { Tooltip } from './Tooltip.tsx';
import type { Placement } from './placement.ts';

export interface IconButtonProps extends Omit<
  ButtonHTMLAttributes<HTMLButtonElement>,
  'children' | 'aria-label'
> {
  /** What pressing does, as a verb; its accessible name and its tooltip. */
  label: string;
  icon: LucideIcon;
  /**
   * `plain` on a surface; `filled` on a control ground; `accent` for something that is on; `danger` for leaving;
   * `off` for a camera or microphone that is switched off; `overlay` and `overlay-off` the same on video.
   */
  variant?: 'plain' | 'filled' | 'accent' | 'danger' | 'off' | 'overlay' | 'overlay-off';
  /** 32, 40 or 48 px. */
  size?: 'small' | 'medium' | 'large';
  shape?: 'round' | 'square';
  busy?: boolean;
  /** A key as people read it, such as `M`; shown in the tooltip. Set `aria-keyshortcuts` beside it. */
  shortcut?: string;
  tooltipPlacement?: Placement;
  ref?: Ref<HTMLButtonElement>;
}

const ICON_SIZE = { small: 16, medium: 20, large: 22 } as const;

/** A button that is only an icon; its name is in the tooltip and for screen readers. */
export function IconButton(props: IconButtonProps) {
  const { label, icon: Icon, variant = 'plain', size = 'medium', shape = 'round', ...more } = props;
  const { busy = false, shortcut, tooltipPlacement = 'top', className, ...attributes } = more;
  return (
    <Tooltip text={label} placement={tooltipPlacement} {...(shortcut !== undefined && { shortcut })}>
      <button
        type="button"
        {...attributes}
        aria-label={label}
        aria-busy={busy || undefined}
        className={cx(styles['button'], styles[variant], styles[size], styles[shape], className)}
      >
        {busy ? <Spinner size={ICON_SIZE[size]} /> : <Icon size={ICON_SIZE[size]} aria-hidden="true" />}
      </button>
    </Tooltip>
  );
}

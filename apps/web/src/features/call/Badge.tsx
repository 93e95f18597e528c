import type { ReactNode } from 'react';
import { cx } from '../../ui/cx.ts';
import styles from './Badge.module.css';

interface BadgeProps {
  /** Nothing is shown for 0. Screen readers get it from the button's own name. */
  count: number;
  /** Something waits to be read. */
  urgent?: boolean;
  children: ReactNode;
}

const MOST = 99;

/** A number on the corner of a button. */
export function Badge({ count, urgent = false, children }: BadgeProps) {
  return (
    <span className={styles['anchor']}>
      {children}
      {count > 0 && (
        <span className={cx(styles['badge'], urgent && styles['urgent'])} aria-hidden="true">
          {count > MOST ? `${MOST}+` : count}
        </span>
      )}
    </span>
  );
}

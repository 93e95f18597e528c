import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './PageFrame.module.css';

interface PageFrameProps {
  /** The product's mark, linking home. */
  brand: ReactNode;
  /** Buttons at the header's end. */
  actions: ReactNode;
  /** `column`: a narrow centred column. `wide`: up to 1120 px, the page arranges itself. */
  layout: 'column' | 'wide';
  children: ReactNode;
}

/** Header and main region of every page outside a call. */
export function PageFrame({ brand, actions, layout, children }: PageFrameProps) {
  return (
    <div className={styles['frame']}>
      <header className={styles['header']}>
        {brand}
        {actions}
      </header>
      <main className={cx(styles['main'], styles[layout])}>{children}</main>
    </div>
  );
}

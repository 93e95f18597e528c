import type { ReactNode } from 'react';
import styles from './MirrorPage.module.css';

interface MirrorPageProps {
  /** Oneself. */
  mirror: ReactNode;
  /** What is said and asked; its `h1` gets the page's look. */
  children: ReactNode;
}

/** A page before the door: one's own picture, and the words beside it or, in narrow windows, under it. */
export function MirrorPage({ mirror, children }: MirrorPageProps) {
  return (
    <div className={styles['page']}>
      <div className={styles['mirror']}>{mirror}</div>
      <div className={styles['words']}>{children}</div>
    </div>
  );
}

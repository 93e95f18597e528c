import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Banner.module.css';
import { cx } from './cx.ts';

interface BannerProps {
  icon: LucideIcon;
  tone: 'accent' | 'info' | 'success' | 'warning' | 'danger';
  text: string;
  /** Buttons that answer; a line of their own where the container (`container-type: inline-size`) is narrow. */
  answers?: ReactNode;
  /** Buttons at the end. */
  children?: ReactNode;
}

/** A calm line that floats over what goes on: a notice for as long as what it says is true, a toast for a moment. */
export function Banner({ icon: Icon, tone, text, answers, children }: BannerProps) {
  return (
    <div className={cx(styles['banner'], answers !== undefined && styles['with-answers'])}>
      <Icon size={20} aria-hidden="true" className={styles[tone]} />
      <p className={styles['text']}>{text}</p>
      {answers !== undefined && <div className={styles['answers']}>{answers}</div>}
      {children}
    </div>
  );
}

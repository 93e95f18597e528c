import { CircleAlert, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './Notice.module.css';

export interface NoticeProps {
  tone: 'info' | 'warning' | 'danger';
  icon?: LucideIcon;
  /** Small, selectable, at the end: for those who ask for help. */
  code?: string;
  /** A button at the end. */
  action?: ReactNode;
  children: ReactNode;
}

const ICONS = { info: Info, warning: TriangleAlert, danger: CircleAlert } as const;

/** A message in the page, announced when it appears. */
export function Notice({ tone, icon, code, action, children }: NoticeProps) {
  const Icon = icon ?? ICONS[tone];
  return (
    <div
      className={cx(styles['notice'], styles[tone], action !== undefined && styles['with-action'])}
      role={tone === 'danger' ? 'alert' : 'status'}
    >
      <Icon size={20} aria-hidden="true" className={styles['icon']} />
      <div className={styles['text']}>
        {children} {code !== undefined && <code className={styles['code']}>{code}</code>}
      </div>
      {action}
    </div>
  );
}

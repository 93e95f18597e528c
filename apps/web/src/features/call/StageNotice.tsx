import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './StageNotice.module.css';

interface StageNoticeProps {
  icon: LucideIcon;
  text: string;
  /** A button. */
  children?: ReactNode;
}

/** A calm line over the stage that stays for as long as what it says is true. */
export function StageNotice({ icon: Icon, text, children }: StageNoticeProps) {
  return (
    <div className={styles['notice']}>
      <Icon size={18} aria-hidden="true" className={styles['icon']} />
      <p className={styles['text']}>{text}</p>
      {children}
    </div>
  );
}

import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../../ui/cx.ts';
import floating from '../../ui/Floating.module.css';

interface CardActionProps {
  icon: LucideIcon;
  /** `danger` for what takes somebody out. */
  tone?: 'normal' | 'danger';
  onSelect: () => void;
  children: ReactNode;
}

/** One thing to do on a person's card. */
export function CardAction({ icon: Icon, tone = 'normal', onSelect, children }: CardActionProps) {
  return (
    <button
      type="button"
      className={cx(floating['item'], tone === 'danger' && floating['danger'])}
      onClick={onSelect}
    >
      <Icon size={18} aria-hidden="true" />
      {children}
    </button>
  );
}

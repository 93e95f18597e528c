import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import floating from '../../ui/Floating.module.css';

interface CardActionProps {
  icon: LucideIcon;
  onSelect: () => void;
  children: ReactNode;
}

/** One thing to do on a person's card. */
export function CardAction({ icon: Icon, onSelect, children }: CardActionProps) {
  return (
    <button type="button" className={floating['item']} onClick={onSelect}>
      <Icon size={18} aria-hidden="true" />
      {children}
    </button>
  );
}

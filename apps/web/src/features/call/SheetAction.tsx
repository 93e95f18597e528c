import type { LucideIcon } from 'lucide-react';
import styles from './SheetAction.module.css';

interface SheetActionProps {
  icon: LucideIcon;
  label: string;
  /** A number beside the icon. */
  detail?: string | null;
  onSelect: () => void;
}

/** A large button of a sheet, for thumbs. */
export function SheetAction({ icon: Icon, label, detail = null, onSelect }: SheetActionProps) {
  return (
    <button type="button" className={styles['action']} onClick={onSelect}>
      <Icon size={22} aria-hidden="true" />
      <span>
        {label}
        {detail !== null && <span className={styles['detail']}> {detail}</span>}
      </span>
    </button>
  );
}

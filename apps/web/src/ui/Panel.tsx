import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { cx } from './cx.ts';
import { IconButton } from './IconButton.tsx';
import styles from './Panel.module.css';

export interface PanelProps {
  title: string;
  closeLabel: string;
  /** Escape or the cross asked for it. */
  onClose: () => void;
  /** `side`: takes the room it is given, a whole phone as well; `card`: floats over what goes on. */
  variant?: 'side' | 'card';
  /** Where it stands. */
  className?: string | undefined;
  children: ReactNode;
}

/** Stands beside what goes on, and is not modal. Takes the focus when it opens, unless its content did. */
export function Panel({ title, closeLabel, onClose, variant = 'side', className, children }: PanelProps) {
  const panel = useRef<HTMLElement>(null);
  const titleId = useId();
  useEffect(() => {
    if (panel.current?.contains(document.activeElement) === false) panel.current.focus();
  }, []);
  return (
    <aside
      ref={panel}
      className={cx(styles['panel'], styles[variant], className)}
      tabIndex={-1}
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <header className={styles['head']}>
        <h2 id={titleId} className={styles['title']}>
          {title}
        </h2>
        <IconButton label={closeLabel} icon={X} tooltipPlacement="bottom-end" onClick={onClose} />
      </header>
      {children}
    </aside>
  );
}

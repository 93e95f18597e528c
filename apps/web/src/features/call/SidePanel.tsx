import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './SidePanel.module.css';

interface SidePanelProps {
  title: string;
  closeLabel: string;
  /** Escape or the cross asked for it. */
  onClose: () => void;
  children: ReactNode;
}

/** A panel beside the stage, over it in narrow windows. Takes the focus when it opens, unless its content did. */
export function SidePanel({ title, closeLabel, onClose, children }: SidePanelProps) {
  const panel = useRef<HTMLElement>(null);
  const titleId = useId();
  useEffect(() => {
    if (panel.current?.contains(document.activeElement) === false) panel.current.focus();
  }, []);
  return (
    <aside
      ref={panel}
      className={styles['panel']}
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

import { X } from 'lucide-react';
import {
  type MouseEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
} from 'react';
import { cx } from './cx.ts';
import styles from './Dialog.module.css';
import { IconButton } from './IconButton.tsx';
import { enterModal } from './modals.ts';

export interface DialogProps {
  open: boolean;
  /** Escape, the cross or a click outside asked for it: set `open` to false. */
  onClose: () => void;
  title: string;
  /** The cross's name, in the person's language. */
  closeLabel: string;
  /** Buttons at the end, the main one last. */
  actions?: ReactNode;
  /** `sheet`: on narrow screens it slides up from the bottom edge. */
  variant?: 'dialog' | 'sheet';
  /** 400 or 560 px at most. */
  size?: 'small' | 'medium';
  /** Rendered only while open. */
  children: ReactNode;
}

/** What has the focus first; else it is the cross. */
const INITIAL_FOCUS = '[data-initial-focus]';

/** A modal dialog on the native element: focus trap, Escape, inert page and return of the focus are the browser's. */
export function Dialog(props: DialogProps) {
  const { open, onClose, title, closeLabel, actions, variant = 'dialog', size = 'small', children } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const askToClose = useEffectEvent(onClose);

  useEffect(() => {
    const element = dialog.current;
    if (!element || !open) return undefined;
    element.showModal();
    // React's own `autoFocus` is too early: the browser moves the focus when the dialog opens.
    element.querySelector<HTMLElement>(INITIAL_FOCUS)?.focus();
    const leave = enterModal({ element, close: () => askToClose() });
    return () => {
      element.close();
      leave();
    };
  }, [open]);

  // One that is rendered no more must close while it is still there, or the focus would not go back.
  useLayoutEffect(() => {
    const element = dialog.current;
    return () => element?.close();
  }, []);

  const clickedBackdrop = (event: MouseEvent<HTMLDialogElement>) => {
    if (event.target === event.currentTarget) onClose();
  };

  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      className={cx(styles['dialog'], styles[size], variant === 'sheet' && styles['sheet'])}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={clickedBackdrop}
    >
      {open && (
        <div className={styles['body']}>
          <header className={styles['head']}>
            <h2 id={titleId} className={styles['title']}>
              {title}
            </h2>
            <IconButton label={closeLabel} icon={X} size="small" onClick={onClose} />
          </header>
          <div className={styles['content']}>{children}</div>
          {actions !== undefined && <footer className={styles['actions']}>{actions}</footer>}
        </div>
      )}
    </dialog>
  );
}

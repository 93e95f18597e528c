import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './MessagePage.module.css';
import { usePage } from './usePage.ts';

interface MessagePageProps {
  /** What the tab says. */
  pageTitle: string;
  /** Small, before the heading: which meeting it is about. */
  about?: string;
  title: string;
  /** What helps. */
  text?: string;
  /** Small, selectable, at the end of the text: for those who ask for help. */
  code?: string;
  /** Buttons: the ways on. */
  actions: ReactNode;
  /** Between the text and the buttons. */
  children?: ReactNode;
  /** After the buttons; the page begins further up then. */
  below?: ReactNode;
}

/** A page that says one thing: what happened, and the ways on. */
export function MessagePage(props: MessagePageProps) {
  const { pageTitle, about, title, text, code, actions, children, below } = props;
  const heading = usePage(pageTitle);
  return (
    <div className={cx(styles['page'], below !== undefined && styles['long'])}>
      {about !== undefined && <p className={styles['about']}>{about}</p>}
      <h1 ref={heading} tabIndex={-1} className={styles['title']}>
        {title}
      </h1>
      {text !== undefined && (
        <p className={styles['text']}>
          {text} {code !== undefined && <code className={styles['code']}>{code}</code>}
        </p>
      )}
      {children}
      <div className={styles['actions']}>{actions}</div>
      {below}
    </div>
  );
}

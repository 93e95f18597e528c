import { Check, Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, type ButtonProps } from './Button.tsx';
import styles from './CopyLink.module.css';
import { LinkText } from './LinkText.tsx';
import { useCopy } from './useCopy.ts';

interface CopyLinkProps extends Pick<ButtonProps, 'variant' | 'full'> {
  url: string;
  /** What the button says. */
  children: string;
  /** What it says after a press, for a moment; announced as well. */
  copied: string;
  /** What to do where there is no clipboard. */
  failed: string;
  /** The link stands nowhere yet: shown when it has to be copied by hand. */
  hidden?: boolean;
  /** Another button beside this one. */
  beside?: ReactNode;
}

/** Copies a link and says whether that was possible. */
export function CopyLink(props: CopyLinkProps) {
  const { url, children, copied, failed, hidden = false, beside, ...button } = props;
  const { state, copy } = useCopy(url);
  return (
    <>
      <div className={styles['buttons']}>
        <Button {...button} icon={state === 'copied' ? Check : Copy} onClick={copy}>
          {state === 'copied' ? copied : children}
        </Button>
        {beside}
      </div>
      <span className="visually-hidden" role="status">
        {state === 'copied' && copied}
      </span>
      {state === 'failed' && (
        <p className={styles['failed']} role="alert">
          {failed}
        </p>
      )}
      {state === 'failed' && hidden && <LinkText url={url} />}
    </>
  );
}

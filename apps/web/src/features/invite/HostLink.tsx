import { Check, ChevronDown, Copy, KeyRound } from 'lucide-react';
import { inviteTexts } from '../../i18n/invite.ts';
import { useText } from '../../i18n/useText.ts';
import { hostUrl } from '../../room/roomUrls.ts';
import { Button } from '../../ui/Button.tsx';
import { useCopy } from '../../ui/useCopy.ts';
import styles from './InviteDialog.module.css';

/** For whoever has the key on this device: to be the host on another one as well. Not shown before it is asked for. */
export function HostLink({ roomId, hostKey }: { roomId: string; hostKey: string }) {
  const t = useText(inviteTexts);
  const { state, copy } = useCopy(hostUrl(location.origin, roomId, hostKey));
  return (
    <details className={styles['details']}>
      <summary className={styles['way']}>
        <KeyRound size={18} aria-hidden="true" />
        <span className={styles['label']}>{t.hostLink}</span>
        <ChevronDown size={18} aria-hidden="true" className={styles['chevron']} />
      </summary>
      <div className={styles['inside']}>
        <p className={styles['text']}>{t.hostText}</p>
        <Button full icon={state === 'copied' ? Check : Copy} onClick={copy}>
          {state === 'copied' ? t.copied : t.copyHost}
        </Button>
        <span className="visually-hidden" role="status">
          {state === 'copied' && t.copied}
        </span>
        {state === 'failed' && (
          <>
            <p className={styles['failed']} role="alert">
              {t.copyFailed}
            </p>
            <p className={styles['url']}>{hostUrl(location.origin, roomId, hostKey)}</p>
          </>
        )}
      </div>
    </details>
  );
}

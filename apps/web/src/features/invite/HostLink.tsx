import { ChevronDown, KeyRound } from 'lucide-react';
import { inviteTexts } from '../../i18n/invite.ts';
import { useText } from '../../i18n/useText.ts';
import { hostUrl } from '../../room/roomUrls.ts';
import { CopyLink } from '../../ui/CopyLink.tsx';
import styles from './InviteDialog.module.css';

/** For whoever has the key on this device: to be the host on another one as well. Not shown before it is asked for. */
export function HostLink({ roomId, hostKey }: { roomId: string; hostKey: string }) {
  const t = useText(inviteTexts);
  const url = hostUrl(location.origin, roomId, hostKey);
  return (
    <details className={styles['details']}>
      <summary className={styles['way']}>
        <KeyRound size={18} aria-hidden="true" />
        <span className={styles['label']}>{t.hostLink}</span>
        <ChevronDown size={18} aria-hidden="true" className={styles['chevron']} />
      </summary>
      <div className={styles['inside']}>
        <p className={styles['text']}>{t.hostText}</p>
        <CopyLink full hidden url={url} copied={t.copied} failed={t.copyFailed}>
          {t.copyHost}
        </CopyLink>
      </div>
    </details>
  );
}

import { Check, Copy, Share2 } from 'lucide-react';
import { inviteTexts } from '../../i18n/invite.ts';
import { useText } from '../../i18n/useText.ts';
import { inviteUrl, isLocalOnly, readableInviteUrl } from '../../room/roomUrls.ts';
import { Button } from '../../ui/Button.tsx';
import { useCopy } from '../../ui/useCopy.ts';
import styles from './InviteLink.module.css';
import { QrCode } from './QrCode.tsx';

/** The meeting's link: to copy, to send with the device's own sheet, to scan. */
export function InviteLink({ roomId }: { roomId: string }) {
  const t = useText(inviteTexts);
  const url = inviteUrl(location.origin, roomId);
  const { state, copy } = useCopy(url);
  return (
    <div className={styles['invite']}>
      <p className={styles['link']}>
        <span className="visually-hidden">{t.link}: </span>
        {readableInviteUrl(location.origin, roomId)}
      </p>
      <div className={styles['actions']}>
        <Button variant="primary" full icon={state === 'copied' ? Check : Copy} onClick={copy}>
          {state === 'copied' ? t.copied : t.copy}
        </Button>
        {'share' in navigator && (
          <Button full icon={Share2} onClick={() => void shareLink(url)}>
            {t.share}
          </Button>
        )}
      </div>
      <span className="visually-hidden" role="status">
        {state === 'copied' && t.copied}
      </span>
      {state === 'failed' && (
        <p className={styles['failed']} role="alert">
          {t.copyFailed}
        </p>
      )}
      <div className={styles['scan']}>
        <QrCode text={url} label={t.qr} />
        <p className={styles['note']}>{isLocalOnly(location.hostname) ? t.localOnly : t.scan}</p>
      </div>
    </div>
  );
}

/** The link alone: with words around it, KakaoTalk and others make no preview of it. */
async function shareLink(url: string): Promise<void> {
  try {
    await navigator.share({ url });
  } catch (error) {
    // Closing the sheet counts as a failure; nothing is wrong then.
    if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
  }
}

import { Share2 } from 'lucide-react';
import { inviteTexts } from '../../i18n/invite.ts';
import { useText } from '../../i18n/useText.ts';
import { inviteUrl, isLocalOnly, readableInviteUrl } from '../../room/roomUrls.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyLink } from '../../ui/CopyLink.tsx';
import styles from './InviteLink.module.css';
import { QrCode } from './QrCode.tsx';

/** The meeting's link: to copy, to send with the device's own sheet, to scan. */
export function InviteLink({ roomId }: { roomId: string }) {
  const t = useText(inviteTexts);
  const url = inviteUrl(location.origin, roomId);
  return (
    <div className={styles['invite']}>
      <p className={styles['link']}>
        <span className="visually-hidden">{t.link}: </span>
        {readableInviteUrl(location.origin, roomId)}
      </p>
      <CopyLink
        variant="primary"
        full
        url={url}
        copied={t.copied}
        failed={t.copyFailed}
        beside={
          'share' in navigator && (
            <Button full icon={Share2} onClick={() => void shareLink(url)}>
              {t.share}
            </Button>
          )
        }
      >
        {t.copy}
      </CopyLink>
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

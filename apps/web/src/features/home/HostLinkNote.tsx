import { KeyRound } from 'lucide-react';
import { newMeetingTexts } from '../../i18n/newMeeting.ts';
import { useText } from '../../i18n/useText.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyLink } from '../../ui/CopyLink.tsx';
import { LinkText } from '../../ui/LinkText.tsx';
import { hostUrl, inviteUrl } from '../../room/roomUrls.ts';
import styles from './NewMeetingDialog.module.css';

interface HostLinkNoteProps {
  roomId: string;
  hostKey: string;
  onOpen: () => void;
}

/** The meeting is made: both links, the host's one for the only time. */
export function HostLinkNote({ roomId, hostKey, onOpen }: HostLinkNoteProps) {
  const t = useText(newMeetingTexts);
  return (
    <div className={styles['made']}>
      <LinkToCopy
        title={t.inviteLink}
        text={t.inviteText}
        url={inviteUrl(location.origin, roomId)}
        copyLabel={t.copyInvite}
      />
      <LinkToCopy
        title={t.hostLink}
        text={t.hostText}
        url={hostUrl(location.origin, roomId, hostKey)}
        copyLabel={t.copyHost}
        secret
      />
      <Button variant="primary" size="large" full onClick={onOpen}>
        {t.open}
      </Button>
    </div>
  );
}

interface LinkToCopyProps {
  title: string;
  text: string;
  url: string;
  copyLabel: string;
  secret?: boolean;
}

function LinkToCopy({ title, text, url, copyLabel, secret = false }: LinkToCopyProps) {
  const t = useText(newMeetingTexts);
  return (
    <section className={styles['link']}>
      <h3 className={styles['link-title']}>
        {secret && <KeyRound size={16} aria-hidden="true" />}
        {title}
      </h3>
      <p className={styles['link-text']}>{text}</p>
      <LinkText url={url} />
      <CopyLink url={url} copied={t.copied} failed={t.copyFailed}>
        {copyLabel}
      </CopyLink>
    </section>
  );
}

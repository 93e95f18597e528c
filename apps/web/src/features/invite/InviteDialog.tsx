import { Mail } from 'lucide-react';
import { inviteTexts } from '../../i18n/invite.ts';
import { useText } from '../../i18n/useText.ts';
import { readHostKey } from '../../room/hostKeys.ts';
import { useRoom } from '../../room/roomContext.tsx';
import { inviteUrl } from '../../room/roomUrls.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { CalendarInvite } from './CalendarInvite.tsx';
import { HostLink } from './HostLink.tsx';
import styles from './InviteDialog.module.css';
import { InviteLink } from './InviteLink.tsx';
import { mailUrl } from './mailUrl.ts';

interface InviteDialogProps {
  roomId: string;
  open: boolean;
  onClose: () => void;
}

/** Every way to ask somebody in. */
export function InviteDialog({ roomId, open, onClose }: InviteDialogProps) {
  const t = useText(inviteTexts);
  return (
    <Dialog variant="sheet" open={open} onClose={onClose} title={t.title} closeLabel={t.close}>
      <Ways roomId={roomId} />
    </Dialog>
  );
}

function Ways({ roomId }: { roomId: string }) {
  const t = useText(inviteTexts);
  const settings = useRoom(({ room }) => room?.settings ?? null);
  const name = settings === null || settings.name === '' ? t.meeting : settings.name;
  const hasPasscode = settings?.hasPasscode === true;
  const url = inviteUrl(location.origin, roomId);
  const description = hasPasscode ? `${t.body(name)}\n${t.passcodeApart}` : t.body(name);
  const hostKey = readHostKey(roomId);
  return (
    <div className={styles['ways']}>
      <p className={styles['text']}>{hasPasscode ? t.textWithPasscode : t.text}</p>
      <InviteLink roomId={roomId} />
      <div className={styles['more']}>
        <div>
          <a className={styles['way']} href={mailUrl(t.subject(name), `${description}\n\n${url}`)}>
            <Mail size={18} aria-hidden="true" />
            {t.mail}
          </a>
        </div>
        <CalendarInvite meeting={{ roomId, name, description, url }} />
        {hostKey !== null && <HostLink roomId={roomId} hostKey={hostKey} />}
      </div>
    </div>
  );
}

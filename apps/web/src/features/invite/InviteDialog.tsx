import { inviteTexts } from '../../i18n/invite.ts';
import { useText } from '../../i18n/useText.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import styles from './InviteDialog.module.css';
import { InviteLink } from './InviteLink.tsx';

interface InviteDialogProps {
  roomId: string;
  open: boolean;
  onClose: () => void;
}

export function InviteDialog({ roomId, open, onClose }: InviteDialogProps) {
  const t = useText(inviteTexts);
  return (
    <Dialog variant="sheet" open={open} onClose={onClose} title={t.title} closeLabel={t.close}>
      <p className={styles['text']}>{t.text}</p>
      <InviteLink roomId={roomId} />
    </Dialog>
  );
}

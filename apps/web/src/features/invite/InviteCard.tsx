import { inviteTexts } from '../../i18n/invite.ts';
import { useText } from '../../i18n/useText.ts';
import styles from './InviteCard.module.css';
import { InviteLink } from './InviteLink.tsx';

/** For whoever is alone in the room. */
export function InviteCard({ roomId }: { roomId: string }) {
  const t = useText(inviteTexts);
  return (
    <section className={styles['card']}>
      <h2 className={styles['title']}>{t.aloneTitle}</h2>
      <p className={styles['text']}>{t.aloneText}</p>
      <InviteLink roomId={roomId} />
    </section>
  );
}

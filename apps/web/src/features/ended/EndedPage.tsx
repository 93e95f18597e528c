import { endedTexts } from '../../i18n/ended.ts';
import { useText } from '../../i18n/useText.ts';
import type { EndReason } from '../../room/RoomVisit.ts';
import { Button } from '../../ui/Button.tsx';
import { usePage } from '../../ui/usePage.ts';
import styles from './EndedPage.module.css';

interface EndedPageProps {
  roomId: string;
  reason: EndReason;
  onRejoin: () => void;
  onHome: () => void;
}

/** What happened, and the two ways on. */
export function EndedPage({ roomId, reason, onRejoin, onHome }: EndedPageProps) {
  const t = useText(endedTexts);
  const heading = usePage(t.pageTitle);
  return (
    <div className={styles['page']}>
      <p className={styles['room']}>{roomId}</p>
      <h1 ref={heading} tabIndex={-1} className={styles['title']}>
        {t[reason]}
      </h1>
      <div className={styles['actions']}>
        <Button variant="primary" size="large" onClick={onRejoin}>
          {reason === 'replaced' ? t.rejoinHere : t.rejoin}
        </Button>
        <Button size="large" onClick={onHome}>
          {t.home}
        </Button>
      </div>
    </div>
  );
}

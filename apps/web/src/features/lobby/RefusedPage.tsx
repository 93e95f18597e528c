import { lobbyTexts } from '../../i18n/lobby.ts';
import { useText } from '../../i18n/useText.ts';
import type { Refusal } from '../../room/refusals.ts';
import { Button } from '../../ui/Button.tsx';
import { usePage } from '../../ui/usePage.ts';
import styles from './RefusedPage.module.css';

interface RefusedPageProps {
  roomId: string;
  refusal: Refusal;
  onAgain: () => void;
  onHome: () => void;
}

/** Trying again cannot help as long as the link or the meeting is the same. */
const FINAL: readonly Refusal[] = ['REMOVED', 'TOKEN_REQUIRED', 'INVALID_TOKEN'];

/** There is no way in now: what happened, and what helps. */
export function RefusedPage({ roomId, refusal, onAgain, onHome }: RefusedPageProps) {
  const t = useText(lobbyTexts);
  const heading = usePage(t.refusedPageTitle);
  const isFinal = FINAL.includes(refusal);
  return (
    <div className={styles['page']}>
      <p className={styles['room']}>{roomId}</p>
      <h1 ref={heading} tabIndex={-1} className={styles['title']}>
        {t[refusal]}
      </h1>
      <p className={styles['text']}>
        {t[`${refusal}_help`]} <code className={styles['code']}>{refusal}</code>
      </p>
      <div className={styles['actions']}>
        {!isFinal && (
          <Button variant="primary" size="large" onClick={onAgain}>
            {t.again}
          </Button>
        )}
        <Button variant={isFinal ? 'primary' : 'secondary'} size="large" onClick={onHome}>
          {t.home}
        </Button>
      </div>
    </div>
  );
}

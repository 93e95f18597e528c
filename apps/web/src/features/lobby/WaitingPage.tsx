import type { ReactNode } from 'react';
import { lobbyTexts } from '../../i18n/lobby.ts';
import { useText } from '../../i18n/useText.ts';
import type { Waiting } from '../../room/roomTypes.ts';
import { Button } from '../../ui/Button.tsx';
import { MirrorPage } from '../../ui/MirrorPage.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { usePage } from '../../ui/usePage.ts';
import styles from './WaitingPage.module.css';

interface WaitingPageProps {
  roomId: string;
  waiting: Waiting;
  displayName: string;
  /** One's own picture with its switches. */
  preview: ReactNode;
  onStop: () => void;
}

const TITLES = {
  lobby: 'waitTitle',
  'host-absent': 'absentTitle',
  'returned-to-lobby': 'returnedTitle',
} as const;
const WORDS = {
  lobby: 'waitText',
  'host-absent': 'absentText',
  'returned-to-lobby': 'returnedText',
} as const;

/** In front of the door: why one waits, how one looks meanwhile, and the way out. */
export function WaitingPage({ roomId, waiting, displayName, preview, onStop }: WaitingPageProps) {
  const t = useText(lobbyTexts);
  const room = waiting.roomName === '' ? roomId : waiting.roomName;
  const heading = usePage(t.pageTitle(room));
  return (
    <MirrorPage mirror={preview}>
      <p className={styles['room']}>{room}</p>
      <div className={styles['state']} role="status">
        <h1 ref={heading} tabIndex={-1}>
          {t[TITLES[waiting.reason]]}
        </h1>
        <p className={styles['text']}>{t[WORDS[waiting.reason]]}</p>
      </div>
      <p className={styles['as']}>
        <Spinner size={18} />
        {t.as(displayName)}
      </p>
      <Button size="large" className={styles['stop']} onClick={onStop}>
        {t.stop}
      </Button>
    </MirrorPage>
  );
}

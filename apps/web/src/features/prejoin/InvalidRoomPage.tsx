import { prejoinTexts } from '../../i18n/prejoin.ts';
import { useText } from '../../i18n/useText.ts';
import { Button } from '../../ui/Button.tsx';
import { usePage } from '../../ui/usePage.ts';
import styles from './InvalidRoomPage.module.css';

interface InvalidRoomPageProps {
  /** What stood in the address, as far as it can be shown. */
  roomId: string;
  onHome: () => void;
}

export function InvalidRoomPage({ roomId, onHome }: InvalidRoomPageProps) {
  const t = useText(prejoinTexts);
  const heading = usePage(t.invalidPageTitle);
  return (
    <div className={styles['page']}>
      <h1 ref={heading} tabIndex={-1} className={styles['title']}>
        {t.invalidTitle}
      </h1>
      <p className={styles['text']}>{t.invalidText}</p>
      <p>
        <code className={styles['address']}>/r/{roomId}</code>
      </p>
      <Button variant="primary" size="large" onClick={onHome}>
        {t.home}
      </Button>
    </div>
  );
}

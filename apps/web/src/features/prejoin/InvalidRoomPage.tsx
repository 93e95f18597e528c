import { prejoinTexts } from '../../i18n/prejoin.ts';
import { useText } from '../../i18n/useText.ts';
import { Button } from '../../ui/Button.tsx';
import { MessagePage } from '../../ui/MessagePage.tsx';
import styles from './InvalidRoomPage.module.css';

interface InvalidRoomPageProps {
  /** What stood in the address, as far as it can be shown. */
  roomId: string;
  onHome: () => void;
}

export function InvalidRoomPage({ roomId, onHome }: InvalidRoomPageProps) {
  const t = useText(prejoinTexts);
  return (
    <MessagePage
      pageTitle={t.invalidPageTitle}
      title={t.invalidTitle}
      text={t.invalidText}
      actions={
        <Button variant="primary" size="large" onClick={onHome}>
          {t.home}
        </Button>
      }
    >
      <p>
        <code className={styles['address']}>/r/{roomId}</code>
      </p>
    </MessagePage>
  );
}

import { lobbyTexts } from '../../i18n/lobby.ts';
import { useText } from '../../i18n/useText.ts';
import type { Refusal } from '../../room/refusals.ts';
import { Button } from '../../ui/Button.tsx';
import { MessagePage } from '../../ui/MessagePage.tsx';

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
  const isFinal = FINAL.includes(refusal);
  return (
    <MessagePage
      pageTitle={t.refusedPageTitle}
      about={roomId}
      title={t[refusal]}
      text={t[`${refusal}_help`]}
      code={refusal}
      actions={
        <>
          {!isFinal && (
            <Button variant="primary" size="large" onClick={onAgain}>
              {t.again}
            </Button>
          )}
          <Button variant={isFinal ? 'primary' : 'secondary'} size="large" onClick={onHome}>
            {t.home}
          </Button>
        </>
      }
    />
  );
}

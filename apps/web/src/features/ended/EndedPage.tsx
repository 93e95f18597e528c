import type { RecordAccess } from '@parley/protocol';
import { endedTexts } from '../../i18n/ended.ts';
import { useText } from '../../i18n/useText.ts';
import type { EndReason } from '../../room/RoomVisit.ts';
import { Button } from '../../ui/Button.tsx';
import { MessagePage } from '../../ui/MessagePage.tsx';
import { RecordDownload } from './RecordDownload.tsx';

interface EndedPageProps {
  roomId: string;
  /** Empty where the room has none. */
  roomName: string;
  reason: EndReason;
  /** The way to the meeting's record; for hosts. */
  record: RecordAccess | null;
  onRejoin: () => void;
  onHome: () => void;
}

/** What happened, the record for whoever may have it, and the ways on. */
export function EndedPage({ roomId, roomName, reason, record, onRejoin, onHome }: EndedPageProps) {
  const t = useText(endedTexts);
  const name = roomName === '' ? roomId : roomName;
  const mayReturn = reason !== 'removed';
  return (
    <>
      <MessagePage
        pageTitle={t.pageTitle}
        about={name}
        title={t[reason]}
        actions={
          <>
            {mayReturn && (
              <Button variant="primary" size="large" onClick={onRejoin}>
                {reason === 'replaced' ? t.rejoinHere : t.rejoin}
              </Button>
            )}
            <Button variant={mayReturn ? 'secondary' : 'primary'} size="large" onClick={onHome}>
              {t.home}
            </Button>
          </>
        }
      />
      {record !== null && <RecordDownload record={record} name={name} />}
    </>
  );
}

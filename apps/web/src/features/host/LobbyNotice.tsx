import { DoorOpen, X } from 'lucide-react';
import { useState } from 'react';
import { hostTexts } from '../../i18n/host.ts';
import { callTexts } from '../../i18n/call.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoom, useRoomClient } from '../../room/roomContext.tsx';
import type { RoomSnapshot } from '../../room/roomTypes.ts';
import { useHostAction } from '../../room/useHostAction.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './LobbyNotice.module.css';
import { useKnock } from './useKnock.ts';

interface LobbyNoticeProps {
  /** The list of those who wait is open. */
  hidden: boolean;
  onShowPeople: () => void;
}

/** For hosts: somebody knocks. Put away it comes back with the next one. */
export function LobbyNotice({ hidden, onShowPeople }: LobbyNoticeProps) {
  const t = useText(callTexts);
  const lobby = useRoom((room) => room.lobby);
  const [putAway, setPutAway] = useState<readonly string[]>([]);
  useKnock(lobby);
  const news = lobby.some(({ id }) => !putAway.includes(id));
  if (hidden || !news) return null;
  return (
    <div className={styles['notice']}>
      <DoorOpen size={20} aria-hidden="true" className={styles['icon']} />
      <Knocking lobby={lobby} onShowPeople={onShowPeople} />
      <IconButton
        label={t.close}
        icon={X}
        size="small"
        tooltipPlacement="top-end"
        onClick={() => setPutAway(lobby.map(({ id }) => id))}
      />
    </div>
  );
}

interface KnockingProps {
  lobby: RoomSnapshot['lobby'];
  onShowPeople: () => void;
}

function Knocking({ lobby, onShowPeople }: KnockingProps) {
  const t = useText(hostTexts);
  const { host } = useRoomClient();
  const run = useHostAction();
  const [first] = lobby;
  if (first === undefined) return null;
  const only = lobby.length === 1;
  return (
    <>
      <p className={styles['text']}>{only ? t.wantsIn(first.displayName) : t.wantIn(lobby.length)}</p>
      <div className={styles['answers']}>
        {only ? (
          <>
            <Button onClick={() => void run(host.deny(first.id))}>{t.deny}</Button>
            <Button variant="primary" onClick={() => void run(host.admit(first.id))}>
              {t.admit}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onShowPeople}>{t.seeWaiting}</Button>
            <Button variant="primary" onClick={() => void run(host.admitAll())}>
              {t.admitAll}
            </Button>
          </>
        )}
      </div>
    </>
  );
}

import { DoorOpen, X } from 'lucide-react';
import { useState } from 'react';
import { hostTexts } from '../../i18n/host.ts';
import { callTexts } from '../../i18n/call.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoom, useRoomClient } from '../../room/roomContext.tsx';
import type { RoomSnapshot } from '../../room/roomTypes.ts';
import { useHostAction } from '../../room/useHostAction.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useKnock } from './useKnock.ts';

type Lobby = RoomSnapshot['lobby'];

interface LobbyNoticeProps {
  /** The list of those who wait is open. */
  hidden: boolean;
  onShowPeople: () => void;
}

/** For hosts: somebody knocks. Put away it comes back with the next one. */
export function LobbyNotice({ hidden, onShowPeople }: LobbyNoticeProps) {
  const t = useText(hostTexts);
  const call = useText(callTexts);
  const lobby = useRoom((room) => room.lobby);
  const [putAway, setPutAway] = useState<readonly string[]>([]);
  useKnock(lobby);
  const [first] = lobby;
  const news = lobby.some(({ id }) => !putAway.includes(id));
  if (hidden || !news || first === undefined) return null;
  return (
    <Banner
      icon={DoorOpen}
      tone="accent"
      text={lobby.length === 1 ? t.wantsIn(first.displayName) : t.wantIn(lobby.length)}
      answers={<Answers lobby={lobby} first={first} onShowPeople={onShowPeople} />}
    >
      <IconButton
        label={call.close}
        icon={X}
        size="small"
        tooltipPlacement="top-end"
        onClick={() => setPutAway(lobby.map(({ id }) => id))}
      />
    </Banner>
  );
}

interface AnswersProps {
  lobby: Lobby;
  /** Who has waited longest. */
  first: Lobby[number];
  onShowPeople: () => void;
}

function Answers({ lobby, first, onShowPeople }: AnswersProps) {
  const t = useText(hostTexts);
  const { host } = useRoomClient();
  const run = useHostAction();
  return lobby.length === 1 ? (
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
  );
}

import { Hand, Lock, LockOpen, MicOff } from 'lucide-react';
import { hostTexts } from '../../i18n/host.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoom, useRoomClient } from '../../room/roomContext.tsx';
import { useHostAction } from '../../room/useHostAction.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './PanelActions.module.css';

/** What hosts do to everybody at once. */
export function PanelActions() {
  const t = useText(hostTexts);
  const { host } = useRoomClient();
  const run = useHostAction();
  const locked = useRoom(({ room }) => room?.settings.locked ?? false);
  const alone = useRoom(({ users }) => users.length === 0);
  const hands = useRoom(
    ({ self, users }) =>
      (self?.handRaisedAt ?? null) !== null || users.some(({ handRaisedAt }) => handRaisedAt !== null),
  );
  return (
    <div className={styles['actions']} role="group" aria-label={t.hostActions}>
      {!alone && (
        <Button
          className={styles['action']}
          icon={MicOff}
          onClick={() => void run(host.muteAll(), t.mutedAll)}
        >
          {t.muteAll}
        </Button>
      )}
      <Button
        className={styles['action']}
        icon={locked ? LockOpen : Lock}
        onClick={() => void run(host.lock(!locked), locked ? t.unlocked : t.locked)}
      >
        {locked ? t.unlock : t.lock}
      </Button>
      {hands && (
        <Button className={styles['action']} icon={Hand} onClick={() => void run(host.lowerHand(null))}>
          {t.lowerAllHands}
        </Button>
      )}
    </div>
  );
}

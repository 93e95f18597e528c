import type { LobbyGuest } from '@parley/protocol';
import { hostTexts } from '../../i18n/host.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoom, useRoomClient } from '../../room/roomContext.tsx';
import { useHostAction } from '../../room/useHostAction.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import styles from './WaitingList.module.css';

/** A longer name gets the row's whole width, in letters. */
const LONG_NAME = 24;

/** For hosts: who wants to come in, longest first; nothing while nobody does. */
export function WaitingList() {
  const t = useText(hostTexts);
  const { host } = useRoomClient();
  const run = useHostAction();
  const lobby = useRoom((room) => room.lobby);
  if (lobby.length === 0) return null;
  return (
    <section className={styles['waiting']} aria-label={t.waitingList}>
      <header className={styles['head']}>
        <h3 className={styles['title']}>{t.waiting(lobby.length)}</h3>
        {lobby.length > 1 && (
          <Button variant="primary" onClick={() => void run(host.admitAll())}>
            {t.admitAll}
          </Button>
        )}
      </header>
      <ul className={styles['list']} tabIndex={0} aria-label={t.waitingList}>
        {lobby.map((guest) => (
          <WaitingRow key={guest.id} guest={guest} />
        ))}
      </ul>
    </section>
  );
}

function WaitingRow({ guest: { id, displayName } }: { guest: LobbyGuest }) {
  const t = useText(hostTexts);
  const { host } = useRoomClient();
  const run = useHostAction();
  return (
    <li className={cx(styles['guest'], displayName.length > LONG_NAME && styles['long'])}>
      <Avatar name={displayName} size={32} />
      <span className={styles['name']} dir="auto" title={displayName}>
        {displayName}
      </span>
      <span className={styles['answers']}>
        <Button
          variant="ghost"
          aria-label={t.denyPerson(displayName)}
          onClick={() => void run(host.deny(id))}
        >
          {t.deny}
        </Button>
        <Button aria-label={t.admitPerson(displayName)} onClick={() => void run(host.admit(id))}>
          {t.admit}
        </Button>
      </span>
    </li>
  );
}

import { UserPlus } from 'lucide-react';
import { callTexts } from '../../i18n/call.ts';
import { useText } from '../../i18n/useText.ts';
import { useLocalMediaSnapshot } from '../../room/localMediaContext.tsx';
import { useRoom } from '../../room/roomContext.tsx';
import { Button } from '../../ui/Button.tsx';
import styles from './PeoplePanel.module.css';
import { PersonRow } from './PersonRow.tsx';

/** Who is here, in the order they came, oneself first; whether they can be heard and seen. */
export function PeoplePanel({ onInvite }: { onInvite: () => void }) {
  const t = useText(callTexts);
  const users = useRoom((room) => room.users);
  return (
    <>
      <div className={styles['invite']}>
        <Button full icon={UserPlus} onClick={onInvite}>
          {t.invite}
        </Button>
      </div>
      {/* Scrolls, so keys must reach it even when nothing in it can be focused. */}
      <ul className={styles['list']} tabIndex={0} aria-label={t.people}>
        <Self />
        {users.map(({ id, displayName, sources }) => (
          <PersonRow
            key={id}
            userId={id}
            name={displayName}
            label={displayName}
            microphone={sources.microphone?.paused === false}
            camera={sources.camera?.paused === false}
            screen={sources.screen !== undefined}
          />
        ))}
      </ul>
    </>
  );
}

function Self() {
  const t = useText(callTexts);
  const name = useRoom(({ displayName }) => displayName) ?? '';
  const userId = useRoom((room) => room.userId) ?? '';
  const { camera, microphone, screen } = useLocalMediaSnapshot();
  return (
    <PersonRow
      userId={userId}
      name={name}
      label={t.ownName(name)}
      microphone={microphone.track !== null && !microphone.muted}
      camera={camera.track !== null}
      screen={screen.track !== null}
    />
  );
}

import { Mic, MicOff, MonitorUp, UserPlus, Video, VideoOff } from 'lucide-react';
import { callTexts } from '../../i18n/call.ts';
import { useText } from '../../i18n/useText.ts';
import { useLocalMediaSnapshot } from '../../room/localMediaContext.tsx';
import { useRoom } from '../../room/roomContext.tsx';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import styles from './PeoplePanel.module.css';

interface Person {
  name: string;
  label: string;
  microphone: boolean;
  camera: boolean;
  screen: boolean;
  reconnecting: boolean;
}

/** Who is here, and whether they can be heard and seen. */
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
        {users.map(({ id, displayName, sources, connection }) => (
          <PersonRow
            key={id}
            name={displayName}
            label={displayName}
            microphone={sources.microphone?.paused === false}
            camera={sources.camera?.paused === false}
            screen={sources.screen !== undefined}
            reconnecting={connection === 'reconnecting'}
          />
        ))}
      </ul>
    </>
  );
}

function Self() {
  const t = useText(callTexts);
  const name = useRoom(({ displayName }) => displayName) ?? '';
  const { camera, microphone, screen } = useLocalMediaSnapshot();
  return (
    <PersonRow
      name={name}
      label={t.ownName(name)}
      microphone={microphone.track !== null && !microphone.muted}
      camera={camera.track !== null}
      screen={screen.track !== null}
      reconnecting={false}
    />
  );
}

function PersonRow({ name, label, microphone, camera, screen, reconnecting }: Person) {
  const t = useText(callTexts);
  const Microphone = microphone ? Mic : MicOff;
  const Camera = camera ? Video : VideoOff;
  return (
    <li className={styles['person']}>
      <Avatar name={name} size={32} />
      <span className={styles['who']}>
        <span className={styles['name']} dir="auto" title={label}>
          {label}
        </span>
        {reconnecting && <span className={styles['note']}>{t.reconnectingUser}</span>}
      </span>
      {screen && <MonitorUp size={18} role="img" aria-label={t.sharing} className={styles['screen']} />}
      <Microphone
        size={18}
        role="img"
        aria-label={microphone ? t.unmuted : t.muted}
        className={cx(!microphone && styles['off'])}
      />
      <Camera
        size={18}
        role="img"
        aria-label={camera ? t.cameraOn : t.cameraOff}
        className={cx(!camera && styles['off'])}
      />
    </li>
  );
}

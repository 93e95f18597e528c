import { EllipsisVertical, Mic, MicOff, MonitorUp, Video, VideoOff } from 'lucide-react';
import { callTexts } from '../../i18n/call.ts';
import { peopleTexts } from '../../i18n/people.ts';
import { useText } from '../../i18n/useText.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { cx } from '../../ui/cx.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { PersonMenu, useHasPersonMenu } from './PersonMenu.tsx';
import styles from './PersonRow.module.css';
import { usePersonNotes } from './usePersonNotes.ts';

export interface PersonRowProps {
  userId: string;
  name: string;
  label: string;
  microphone: boolean;
  camera: boolean;
  screen: boolean;
}

/** One person in the list: what they send, what is unusual about them, what can be done. */
export function PersonRow({ userId, name, label, microphone, camera, screen }: PersonRowProps) {
  const t = useText(callTexts);
  const notes = usePersonNotes(userId);
  const Microphone = microphone ? Mic : MicOff;
  const Camera = camera ? Video : VideoOff;
  return (
    <li className={styles['person']}>
      <Avatar name={name} size={32} />
      <span className={styles['who']}>
        <span className={styles['name']} dir="auto" title={label}>
          {label}
        </span>
        {notes.length > 0 && (
          <span className={styles['notes']}>
            {notes.map((note) => (
              <span key={note} className={styles['note']}>
                {note}
              </span>
            ))}
          </span>
        )}
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
      <RowMenu userId={userId} name={name} />
    </li>
  );
}

function RowMenu({ userId, name }: { userId: string; name: string }) {
  const t = useText(peopleTexts);
  // Its place stays, so that the marks of all rows stand under each other.
  if (!useHasPersonMenu(userId)) return <span className={styles['noMenu']} />;
  return (
    <PersonMenu
      userId={userId}
      name={name}
      source="camera"
      trigger={(props) => (
        <IconButton
          {...props}
          className={styles['menu']}
          label={t.actionsFor(name)}
          icon={EllipsisVertical}
          tooltipPlacement="bottom-end"
        />
      )}
    />
  );
}

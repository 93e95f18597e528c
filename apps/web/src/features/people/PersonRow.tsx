import type { User } from '@parley/protocol';
import { Hand, Mic, MicOff, MonitorUp, Video, VideoOff } from 'lucide-react';
import type { ComponentType } from 'react';
import { callTexts } from '../../i18n/call.ts';
import { hostTexts } from '../../i18n/host.ts';
import { useText } from '../../i18n/useText.ts';
import { useHandPlace } from '../../room/hands.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { cx } from '../../ui/cx.ts';
import styles from './PersonRow.module.css';
import { usePersonNotes } from './usePersonNotes.ts';
import { useTimeInMeeting } from './useTimeInMeeting.ts';

export interface PersonRowProps {
  user: User;
  label: string;
  /** Oneself: the name is shown to its end, where it says so. */
  own?: boolean;
  microphone: boolean;
  camera: boolean;
  screen: boolean;
  PersonMenuButton: ComponentType<{ userId: string; name: string }>;
}

/** One person in the list: their role, what they send, what is unusual about them, what can be done. */
export function PersonRow(props: PersonRowProps) {
  const { user, label, own = false, microphone, camera, screen, PersonMenuButton } = props;
  const t = useText(callTexts);
  const Microphone = microphone ? Mic : MicOff;
  const Camera = camera ? Video : VideoOff;
  return (
    <li className={styles['person']}>
      <Avatar name={user.displayName} size={32} />
      <Who user={user} label={label} own={own} />
      <HandMark userId={user.id} />
      {screen && <MonitorUp size={18} role="img" aria-label={t.sharing} className={styles['screen']} />}
      <Microphone
        size={18}
        role="img"
        aria-label={microphone ? t.unmuted : t.muted}
        className={cx(styles['mark'], !microphone && styles['off'])}
      />
      <Camera
        size={18}
        role="img"
        aria-label={camera ? t.cameraOn : t.cameraOff}
        className={cx(styles['mark'], !camera && styles['off'])}
      />
      <PersonMenuButton userId={user.id} name={user.displayName} />
    </li>
  );
}

function Who({ user, label, own }: Pick<PersonRowProps, 'user' | 'label'> & { own: boolean }) {
  const t = useText(hostTexts);
  const time = useTimeInMeeting(user.joinedAt);
  const notes = usePersonNotes(user.id);
  return (
    <div className={styles['who']}>
      <div className={styles['title']}>
        <span className={cx(styles['name'], own && styles['whole'])} dir="auto" title={label}>
          {label}
        </span>
        {user.role !== 'guest' && (
          <span className={styles['role']}>{user.role === 'host' ? t.host : t.coHost}</span>
        )}
      </div>
      <div className={styles['notes']}>
        {[time, ...notes].map((note) => (
          <span key={note} className={styles['note']}>
            {note}
          </span>
        ))}
      </div>
    </div>
  );
}

function HandMark({ userId }: { userId: string }) {
  const t = useText(hostTexts);
  const place = useHandPlace(userId);
  if (place === null) return null;
  return (
    <span className={styles['hand']} role="img" aria-label={t.handPlace(place)} title={t.handPlace(place)}>
      <Hand size={16} aria-hidden="true" />
      {place}
    </span>
  );
}

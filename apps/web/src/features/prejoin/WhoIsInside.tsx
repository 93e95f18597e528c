import { prejoinTexts } from '../../i18n/prejoin.ts';
import { useText } from '../../i18n/useText.ts';
import { type RoomInfoState, useRoomInfo } from '../../room/useRoomInfo.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import styles from './PrejoinPage.module.css';

const NAMES_SHOWN = 3;

/** Who is in the room already, by name. Its place is kept while the answer is on its way. */
export function WhoIsInside({ roomId }: { roomId: string }) {
  const t = useText(prejoinTexts);
  const info = useRoomInfo(roomId);
  const names = namesOf(info);
  const shown = names.slice(0, NAMES_SHOWN);
  return (
    <div className={styles['inside']} role="status">
      {shown.length > 0 && (
        <span className={styles['faces']}>
          {shown.map((name, index) => (
            <Avatar key={`${index} ${name}`} name={name} size={32} className={styles['face'] ?? ''} />
          ))}
        </span>
      )}
      <p className={styles['quiet']}>
        {info !== 'loading' && (names.length === 0 ? t.nobody : t.inside(shown, names.length - shown.length))}
        {isFull(info) && <strong className={styles['full']}> {t.full}</strong>}
      </p>
    </div>
  );
}

function namesOf(info: RoomInfoState): readonly string[] {
  return info === 'loading' || info === null ? [] : info.displayNames;
}

function isFull(info: RoomInfoState): boolean {
  return info !== 'loading' && info !== null && info.participantCount >= info.maxParticipants;
}

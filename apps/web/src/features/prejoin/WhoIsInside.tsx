import { prejoinTexts } from '../../i18n/prejoin.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoomPeople } from '../../room/useRoomPeople.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import styles from './PrejoinPage.module.css';

const NAMES_SHOWN = 3;
const NAME_LENGTH_SHOWN = 10;

/** Who is in the room already, by name. Its place is kept while the answer is on its way. */
export function WhoIsInside({ roomId }: { roomId: string }) {
  const t = useText(prejoinTexts);
  const people = useRoomPeople(roomId);
  const names = people?.displayNames ?? [];
  const shown = names.slice(0, NAMES_SHOWN);
  return (
    <div className={styles['inside']} role="status">
      {shown.length > 0 && (
        <span className={styles['faces']}>
          {shown.map((name, index) => (
            <Avatar key={`${index} ${name}`} name={name} size={28} />
          ))}
        </span>
      )}
      <p className={styles['quiet']}>
        {people !== null &&
          (names.length === 0 ? t.nobody : t.inside(shown.map(shortened), names.length - shown.length))}
        {people !== null && names.length >= people.maxParticipants && (
          <strong className={styles['full']}> {t.full}</strong>
        )}
      </p>
    </div>
  );
}

/** Three long names would make a paragraph. */
function shortened(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= NAME_LENGTH_SHOWN) return name;
  return `${characters.slice(0, NAME_LENGTH_SHOWN - 1).join('')}…`;
}

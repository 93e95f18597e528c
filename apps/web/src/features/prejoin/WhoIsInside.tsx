import type { Entrance } from '@parley/protocol';
import { prejoinTexts } from '../../i18n/prejoin.ts';
import { useText } from '../../i18n/useText.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import type { DoorNotice } from './doorNotice.ts';
import styles from './PrejoinPage.module.css';

const NAMES_SHOWN = 3;
const NAME_LENGTH_SHOWN = 10;

interface WhoIsInsideProps {
  /** Null while the answer is on its way: its place is kept. */
  entrance: Entrance | null;
  notice: DoorNotice | null;
}

/** Who is in the room already, by name where the door says so, and what else one should know before joining. */
export function WhoIsInside({ entrance, notice }: WhoIsInsideProps) {
  const t = useText(prejoinTexts);
  const shown = (entrance?.displayNames ?? []).slice(0, NAMES_SHOWN);
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
        {/* That the host is not there says enough. */}
        {entrance !== null && notice !== 'waitsForHost' && whoIsHere(t, entrance, shown)}
        {notice !== null && <strong className={styles[notice] ?? styles['note']}> {t[notice]}</strong>}
      </p>
    </div>
  );
}

function whoIsHere(
  t: (typeof prejoinTexts)['en'],
  { displayNames, participantCount }: Entrance,
  shown: readonly string[],
): string {
  if (participantCount === 0) return t.nobody;
  // A door that does not let everybody in does not say who is behind it.
  if (displayNames.length === 0) return t.insideCount(participantCount);
  return t.inside(shown.map(shortened), displayNames.length - shown.length);
}

/** Three long names would make a paragraph. */
function shortened(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= NAME_LENGTH_SHOWN) return name;
  return `${characters.slice(0, NAME_LENGTH_SHOWN - 1).join('')}…`;
}

import { Hand } from 'lucide-react';
import { hostTexts } from '../../i18n/host.ts';
import { useText } from '../../i18n/useText.ts';
import { useHandPlace } from '../../room/hands.ts';
import styles from './HandMark.module.css';

/** On the tile of whoever has a hand up: the hand, and their place in the queue. */
export function HandMark({ userId }: { userId: string }) {
  const t = useText(hostTexts);
  const place = useHandPlace(userId);
  if (place === null) return null;
  return (
    <span className={styles['hand']} role="img" aria-label={t.handPlace(place)} title={t.handPlace(place)}>
      <Hand size={15} aria-hidden="true" />
      {place}
    </span>
  );
}

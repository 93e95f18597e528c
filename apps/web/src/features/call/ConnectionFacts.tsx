import { peopleTexts } from '../../i18n/people.ts';
import { useText } from '../../i18n/useText.ts';
import { useQuality } from '../../room/useQuality.ts';
import styles from './PersonCard.module.css';
import type { PictureState } from './pictureState.ts';
import { usePictureLines, usePictureRests } from './shownPicture.ts';
import { usePictureState } from './usePictureState.ts';

interface ConnectionFactsProps {
  userId: string;
  source: 'camera' | 'screen';
}

/** How well somebody's connection is, and how large their picture arrives here, in words. */
export function ConnectionFacts({ userId, source }: ConnectionFactsProps) {
  const t = useText(peopleTexts);
  const quality = useQuality(userId);
  const rests = usePictureRests(`${userId}:${source}`);
  const state = usePictureState(userId, source, !rests);
  const lines = usePictureLines(`${userId}:${source}`);
  const reasons: Record<Exclude<PictureState, 'shown'>, string> = {
    off: t.pictureOff,
    hidden: t.pictureHidden,
    resting: t.pictureResting,
    'paused-by-bandwidth': t.pausedByBandwidth,
    'paused-by-sender': t.pausedBySender,
  };
  const shown = lines === null ? t.pictureWaiting : t.lines(lines);
  return (
    <dl className={styles['facts']}>
      <dt>{t.connection}</dt>
      <dd>{t[quality]}</dd>
      <dt>{t.picture}</dt>
      <dd>{state === 'shown' ? shown : reasons[state]}</dd>
    </dl>
  );
}

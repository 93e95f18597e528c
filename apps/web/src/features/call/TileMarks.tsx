import { EarOff, EyeOff, type LucideIcon, Pin, Signal, Spotlight, VolumeOff } from 'lucide-react';
import { peopleTexts } from '../../i18n/people.ts';
import { useText } from '../../i18n/useText.ts';
import { isPinned, loudnessOf, settingOf } from '../../room/PersonSettings.ts';
import { usePersonSettings } from '../../room/personSettingsContext.tsx';
import { useRoom } from '../../room/roomContext.tsx';
import { useQuality } from '../../room/useQuality.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { HandMark } from './HandMark.tsx';
import styles from './TileMarks.module.css';

interface TileMarksProps {
  userId: string;
  name: string;
  source: 'camera' | 'screen';
}

/** What is unusual about a tile, and nothing when nothing is. */
export function TileMarks({ userId, name, source }: TileMarksProps) {
  const t = useText(peopleTexts);
  const poor = useQuality(userId) === 'poor';
  const isSelf = useRoom((room) => room.userId === userId);
  const inaudible = useRoom(({ inaudibleIds }) => inaudibleIds.includes(userId));
  const spotlit = useRoom(({ room }) => room?.spotlightUserId === userId);
  const pinned = usePersonSettings((snapshot) => isPinned(snapshot, userId, source));
  const silent = usePersonSettings((snapshot) => loudnessOf(settingOf(snapshot, userId)) === 0);
  const hidden = usePersonSettings((snapshot) => settingOf(snapshot, userId).hidden);
  const isCamera = source === 'camera';
  return (
    <div className={styles['marks']}>
      {isCamera && <HandMark userId={userId} />}
      {isCamera && poor && <PoorMark reason={isSelf ? t.ownPoorReason : t.poorReason(name)} />}
      {isCamera && inaudible && <Mark icon={EarOff} label={t.inaudible} warning />}
      {pinned && <Mark icon={Pin} label={t.pinned} />}
      {isCamera && spotlit && <Mark icon={Spotlight} label={t.inSpotlight} />}
      {isCamera && silent && <Mark icon={VolumeOff} label={t.mutedForMe} />}
      {isCamera && hidden && <Mark icon={EyeOff} label={t.hidden} />}
    </div>
  );
}

function Mark({
  icon: Icon,
  label,
  warning = false,
}: {
  icon: LucideIcon;
  label: string;
  warning?: boolean;
}) {
  return (
    <span className={styles[warning ? 'warning' : 'mark']} role="img" aria-label={label} title={label}>
      <Icon size={15} aria-hidden="true" />
    </span>
  );
}

/** Says why on hover and focus (its tooltip), on a tap (its panel) and to screen readers (its name). */
function PoorMark({ reason }: { reason: string }) {
  return (
    <Popover
      label={reason}
      placement="bottom-start"
      trigger={(props) => (
        <IconButton
          {...props}
          className={styles['poor']}
          label={reason}
          icon={Signal}
          size="small"
          variant="overlay"
          tooltipPlacement="bottom-start"
        />
      )}
    >
      {() => <p className={styles['reason']}>{reason}</p>}
    </Popover>
  );
}

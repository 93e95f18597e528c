import {
  Eye,
  EyeOff,
  PencilLine,
  PictureInPicture2,
  Pin,
  PinOff,
  Spotlight,
  Volume2,
  VolumeOff,
} from 'lucide-react';
import { hostTexts } from '../../i18n/host.ts';
import { peopleTexts } from '../../i18n/people.ts';
import { useText } from '../../i18n/useText.ts';
import { isPinned, loudnessOf, settingOf } from '../../room/PersonSettings.ts';
import { usePersonSettings, usePersonSettingsStore } from '../../room/personSettingsContext.tsx';
import { useIsHost } from '../../room/useRole.ts';
import { Slider } from '../../ui/Slider.tsx';
import { CardAction } from './CardAction.tsx';
import { ConnectionFacts } from './ConnectionFacts.tsx';
import { HostActions } from './HostActions.tsx';
import styles from './PersonCard.module.css';
import { useAskAboutPerson } from './personDialogs.ts';
import { usePictureInPicture } from './usePictureInPicture.ts';
import { useSpotlight } from './useSpotlight.ts';

export interface PersonCardProps {
  userId: string;
  name: string;
  /** Which of the person's pictures the card belongs to. */
  source: 'camera' | 'screen';
  onDone: () => void;
}

/** Everything that can be done for, and said about, somebody else. */
export function PersonCard(props: PersonCardProps) {
  const { userId, name, source } = props;
  const host = useIsHost();
  return (
    <>
      <p className={styles['name']} dir="auto">
        {name}
      </p>
      <div className={styles['part']}>
        <PinAction {...props} />
        {host && <SpotlightAction {...props} />}
        {source === 'camera' && <ShowAction {...props} />}
        <PictureInPictureAction {...props} />
      </div>
      <div className={styles['part']}>
        <VolumeActions {...props} />
      </div>
      <HostActions userId={userId} onDone={props.onDone} />
      <div className={styles['part']}>
        <ConnectionFacts userId={userId} source={source} />
      </div>
    </>
  );
}

/** What people can do about themselves. */
export function OwnCard(props: PersonCardProps) {
  const host = useIsHost();
  return (
    <>
      <p className={styles['name']} dir="auto">
        {props.name}
      </p>
      <div className={styles['part']}>
        {host && <SpotlightAction {...props} />}
        <RenameSelfAction {...props} />
      </div>
    </>
  );
}

function RenameSelfAction({ userId, name, onDone }: PersonCardProps) {
  const t = useText(hostTexts);
  const ask = useAskAboutPerson();
  const select = () => {
    onDone();
    ask('rename', { userId, name });
  };
  return (
    <CardAction icon={PencilLine} onSelect={select}>
      {t.renameSelf}
    </CardAction>
  );
}

function PinAction({ userId, source, onDone }: PersonCardProps) {
  const t = useText(peopleTexts);
  const settings = usePersonSettingsStore();
  const pinned = usePersonSettings((snapshot) => isPinned(snapshot, userId, source));
  const toggle = () => {
    onDone();
    settings.pin(pinned ? null : { userId, source });
  };
  return (
    <CardAction icon={pinned ? PinOff : Pin} onSelect={toggle}>
      {pinned ? t.unpin : t.pin}
    </CardAction>
  );
}

function SpotlightAction({ userId, onDone }: PersonCardProps) {
  const t = useText(peopleTexts);
  const { active, toggle } = useSpotlight(userId);
  const select = () => {
    onDone();
    toggle();
  };
  return (
    <CardAction icon={Spotlight} onSelect={select}>
      {active ? t.endSpotlight : t.spotlight}
    </CardAction>
  );
}

function ShowAction({ userId, onDone }: PersonCardProps) {
  const t = useText(peopleTexts);
  const settings = usePersonSettingsStore();
  const hidden = usePersonSettings((snapshot) => settingOf(snapshot, userId).hidden);
  const toggle = () => {
    onDone();
    settings.setHidden(userId, !hidden);
  };
  return (
    <CardAction icon={hidden ? Eye : EyeOff} onSelect={toggle}>
      {hidden ? t.show : t.hide}
    </CardAction>
  );
}

function PictureInPictureAction({ userId, source, onDone }: PersonCardProps) {
  const t = useText(peopleTexts);
  const { possible, active, toggle } = usePictureInPicture(`${userId}:${source}`);
  if (!possible) return null;
  const select = () => {
    onDone();
    toggle();
  };
  return (
    <CardAction icon={PictureInPicture2} onSelect={select}>
      {active ? t.endPictureInPicture : t.pictureInPicture}
    </CardAction>
  );
}

/** The slider shows what is heard: 0 while the person is muted for me. Stays open, so that it can be heard at once. */
function VolumeActions({ userId }: PersonCardProps) {
  const t = useText(peopleTexts);
  const settings = usePersonSettingsStore();
  const percent = usePersonSettings((snapshot) => Math.round(loudnessOf(settingOf(snapshot, userId)) * 100));
  const silent = percent === 0;
  return (
    <>
      <Slider
        label={t.volume}
        value={percent}
        valueText={t.percent(percent)}
        onChange={(value) => settings.setVolume(userId, value / 100)}
      />
      <CardAction
        icon={silent ? Volume2 : VolumeOff}
        onSelect={() => settings.setMutedForMe(userId, !silent)}
      >
        {silent ? t.unmuteForMe : t.muteForMe}
      </CardAction>
    </>
  );
}

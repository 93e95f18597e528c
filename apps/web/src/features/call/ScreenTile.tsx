import { MonitorUp, MonitorX } from 'lucide-react';
import { callTexts } from '../../i18n/call.ts';
import { useText } from '../../i18n/useText.ts';
import { useLocalMedia, useLocalMediaSnapshot } from '../../room/localMediaContext.tsx';
import { useRoom } from '../../room/roomContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { PictureStack } from './PictureStack.tsx';
import styles from './ScreenTile.module.css';
import { TileActions } from './TileActions.tsx';
import { TileFrame } from './TileFrame.tsx';
import { TileMarks } from './TileMarks.tsx';
import { useTileNotice } from './useTileNotice.ts';

/** A glance at what the others see, and the way to end it. */
export function OwnScreen() {
  const t = useText(callTexts);
  const media = useLocalMedia();
  const userId = useRoom((room) => room.userId) ?? '';
  const { track } = useLocalMediaSnapshot().screen;
  return (
    <TileFrame tileKey={`${userId}:screen`} label={t.ownScreen}>
      <ScreenPicture track={track} />
      <Button className={styles['stop']} icon={MonitorX} onClick={() => media.stopScreen()}>
        {t.stopShare}
      </Button>
    </TileFrame>
  );
}

/** What somebody else shares: whole, never mirrored, never cut. */
export function RemoteScreen({ userId }: { userId: string }) {
  const t = useText(callTexts);
  const user = useRoom(({ users }) => users.find(({ id }) => id === userId));
  const notice = useTileNotice(userId, 'screen');
  if (user === undefined) return null;
  const name = t.screenOf(user.displayName);
  return (
    <TileFrame
      tileKey={`${userId}:screen`}
      label={name}
      notice={notice}
      marks={<TileMarks userId={userId} name={name} source="screen" />}
      actions={<TileActions key={userId} userId={userId} name={name} source="screen" />}
    >
      <ScreenPicture track={user.tracks.screen ?? null} />
    </TileFrame>
  );
}

function ScreenPicture({ track }: { track: MediaStreamTrack | null }) {
  const t = useText(callTexts);
  return (
    <PictureStack track={track} coming lines={1} fit="contain">
      <div className={styles['waiting']}>
        <MonitorUp size={32} aria-hidden="true" />
        <p>{t.screenLoading}</p>
      </div>
    </PictureStack>
  );
}

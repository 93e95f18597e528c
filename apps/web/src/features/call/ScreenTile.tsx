import { MonitorUp, MonitorX } from 'lucide-react';
import { useState } from 'react';
import { callTexts } from '../../i18n/call.ts';
import { useText } from '../../i18n/useText.ts';
import { useLocalMedia, useLocalMediaSnapshot } from '../../room/localMediaContext.tsx';
import { useRoom } from '../../room/roomContext.tsx';
import { Button } from '../../ui/Button.tsx';
import styles from './ScreenTile.module.css';
import { TileFrame } from './TileFrame.tsx';
import { VideoView } from './VideoView.tsx';

/** A glance at what the others see, and the way to end it. */
export function OwnScreen() {
  const t = useText(callTexts);
  const media = useLocalMedia();
  const { track } = useLocalMediaSnapshot().screen;
  return (
    <TileFrame label={t.ownScreen}>
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
  if (user === undefined) return null;
  const notice = user.connection === 'reconnecting' ? t.reconnectingUser : null;
  return (
    <TileFrame label={t.screenOf(user.displayName)} notice={notice}>
      <ScreenPicture track={user.tracks.screen ?? null} />
    </TileFrame>
  );
}

function ScreenPicture({ track }: { track: MediaStreamTrack | null }) {
  const t = useText(callTexts);
  const [seenTrackId, setSeenTrackId] = useState<string | null>(null);
  return (
    <>
      {(track === null || track.id !== seenTrackId) && (
        <div className={styles['waiting']}>
          <MonitorUp size={32} aria-hidden="true" />
          <p>{t.screenLoading}</p>
        </div>
      )}
      {track !== null && (
        <VideoView key={track.id} track={track} fit="contain" onFirstFrame={() => setSeenTrackId(track.id)} />
      )}
    </>
  );
}

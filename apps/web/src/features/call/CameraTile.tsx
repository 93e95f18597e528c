import { callTexts } from '../../i18n/call.ts';
import { useText } from '../../i18n/useText.ts';
import { useLocalMediaSnapshot } from '../../room/localMediaContext.tsx';
import { useRoom } from '../../room/roomContext.tsx';
import type { RemoteUser } from '../../room/roomTypes.ts';
import type { PictureState } from './pictureState.ts';
import { TileActions } from './TileActions.tsx';
import { type MicrophoneState, TileFrame } from './TileFrame.tsx';
import { TileMarks } from './TileMarks.tsx';
import { TilePicture } from './TilePicture.tsx';
import { usePictureState } from './usePictureState.ts';
import { useTileNotice } from './useTileNotice.ts';

interface SizeProps {
  width: number;
  height: number;
}

/** An own tile that is narrower (CSS pixels) says "you" and nothing more. */
const NAME_MIN_WIDTH = 160;

/** Oneself, mirrored as in a mirror; what the camera on the back shows is not oneself. */
export function OwnCamera({ width, height }: SizeProps) {
  const t = useText(callTexts);
  const name = useRoom(({ displayName }) => displayName) ?? '';
  const userId = useRoom((room) => room.userId) ?? '';
  const speaking = useRoom(({ speakingIds }) => speakingIds.includes(userId));
  const { camera, microphone } = useLocalMediaSnapshot();
  const muted = microphone.track === null || microphone.muted;
  return (
    <TileFrame
      tileKey={`${userId}:camera`}
      {...(width < NAME_MIN_WIDTH ? { label: t.you } : { label: name, labelMark: t.ownMark })}
      microphone={microphoneState(muted, speaking)}
      marks={<TileMarks userId={userId} name={name} source="camera" />}
      actions={<TileActions key={userId} userId={userId} name={name} source="camera" pinnable={false} />}
    >
      <TilePicture
        name={name}
        track={camera.track}
        width={width}
        height={height}
        mirrored={camera.facing !== 'environment'}
      />
    </TileFrame>
  );
}

interface RemoteCameraProps extends SizeProps {
  userId: string;
  /** False where too many pictures would move at once. */
  live: boolean;
}

/** Somebody else. */
export function RemoteCamera({ userId, width, height, live }: RemoteCameraProps) {
  const user = useRoom(({ users }) => users.find(({ id }) => id === userId));
  const speaking = useRoom(({ speakingIds }) => speakingIds.includes(userId));
  const state = usePictureState(userId, 'camera', live);
  const notice = useTileNotice(userId, 'camera', live);
  if (user === undefined) return null;
  const name = user.displayName;
  const muted = user.sources.microphone?.paused ?? true;
  return (
    <TileFrame
      tileKey={`${userId}:camera`}
      label={name}
      microphone={microphoneState(muted, speaking)}
      notice={notice}
      resting={state === 'resting'}
      marks={<TileMarks userId={userId} name={name} source="camera" />}
      // The card of one person must not become another's while it is open.
      actions={<TileActions key={userId} userId={userId} name={name} source="camera" />}
    >
      <TilePicture
        name={name}
        track={shownTrack(user, state)}
        coming={!PICTURELESS.has(state)}
        width={width}
        height={height}
      />
    </TileFrame>
  );
}

/** A paused camera has no picture to show, even if its last one is still there; nor has one I do not want to see. */
const PICTURELESS: ReadonlySet<PictureState> = new Set(['off', 'hidden', 'resting']);

function shownTrack({ tracks }: RemoteUser, state: PictureState): MediaStreamTrack | null {
  return PICTURELESS.has(state) ? null : (tracks.camera ?? null);
}

/** A level that was measured just before muting must not light up a muted person. */
function microphoneState(muted: boolean, speaking: boolean): MicrophoneState {
  if (muted) return 'muted';
  return speaking ? 'speaking' : 'silent';
}

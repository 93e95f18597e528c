import { callTexts } from '../../i18n/call.ts';
import { useText } from '../../i18n/useText.ts';
import { useLocalMediaSnapshot } from '../../room/localMediaContext.tsx';
import { useRoom } from '../../room/roomContext.tsx';
import type { RemoteUser } from '../../room/roomTypes.ts';
import { type MicrophoneState, TileFrame } from './TileFrame.tsx';
import { TilePicture } from './TilePicture.tsx';

interface SizeProps {
  width: number;
  height: number;
}

/** An own tile that is narrower (CSS pixels) says "you" and nothing more. */
const NAME_MIN_WIDTH = 160;

/** Oneself, mirrored as in a mirror. */
export function OwnCamera({ width, height }: SizeProps) {
  const t = useText(callTexts);
  const name = useRoom(({ displayName }) => displayName) ?? '';
  const speaking = useRoom(({ userId, speakingIds }) => userId !== null && speakingIds.includes(userId));
  const { camera, microphone } = useLocalMediaSnapshot();
  const muted = microphone.track === null || microphone.muted;
  return (
    <TileFrame
      label={width < NAME_MIN_WIDTH ? t.you : t.ownName(name)}
      microphone={microphoneState(muted, speaking)}
    >
      <TilePicture name={name} track={camera.track} width={width} height={height} mirrored />
    </TileFrame>
  );
}

/** Somebody else. */
export function RemoteCamera({ userId, width, height }: SizeProps & { userId: string }) {
  const t = useText(callTexts);
  const user = useRoom(({ users }) => users.find(({ id }) => id === userId));
  const speaking = useRoom(({ speakingIds }) => speakingIds.includes(userId));
  if (user === undefined) return null;
  const muted = user.sources.microphone?.paused ?? true;
  const notice = user.connection === 'reconnecting' ? t.reconnectingUser : null;
  return (
    <TileFrame label={user.displayName} microphone={microphoneState(muted, speaking)} notice={notice}>
      <TilePicture name={user.displayName} track={cameraOf(user)} width={width} height={height} />
    </TileFrame>
  );
}

/** A paused camera has no picture to show, even if its last one is still there. */
function cameraOf({ sources, tracks }: RemoteUser): MediaStreamTrack | null {
  return (sources.camera?.paused ?? true) ? null : (tracks.camera ?? null);
}

/** A level that was measured just before muting must not light up a muted person. */
function microphoneState(muted: boolean, speaking: boolean): MicrophoneState {
  if (muted) return 'muted';
  return speaking ? 'speaking' : 'silent';
}

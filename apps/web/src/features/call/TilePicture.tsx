import { useState } from 'react';
import { Avatar } from '../../ui/Avatar.tsx';
import { VideoView } from './VideoView.tsx';

export interface TilePictureProps {
  name: string;
  /** Null while the camera is off. */
  track: MediaStreamTrack | null;
  /** Of the tile, in CSS pixels. */
  width: number;
  height: number;
  mirrored?: boolean;
}

/** The avatar's diameter as a part of the tile's shorter side, and its bounds in CSS pixels. */
const AVATAR_SHARE = 0.42;
const AVATAR_MIN = 32;
const AVATAR_MAX = 168;

/** The camera's picture, or the person's initials until there is one. */
export function TilePicture({ name, track, width, height, mirrored = false }: TilePictureProps) {
  const [seenTrackId, setSeenTrackId] = useState<string | null>(null);
  const size = Math.min(AVATAR_MAX, Math.max(AVATAR_MIN, Math.round(Math.min(width, height) * AVATAR_SHARE)));
  return (
    <>
      {(track === null || track.id !== seenTrackId) && <Avatar name={name} size={size} />}
      {track !== null && (
        <VideoView
          key={track.id}
          track={track}
          mirrored={mirrored}
          fit={height > 0 ? width / height : 'contain'}
          onFirstFrame={() => setSeenTrackId(track.id)}
        />
      )}
    </>
  );
}

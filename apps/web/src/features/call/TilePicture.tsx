import { sharpLines } from '../../layout/pictureHeight.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { PictureStack } from './PictureStack.tsx';
import { useCameraPixelRatio } from './useCameraPixelRatio.ts';

export interface TilePictureProps {
  name: string;
  /** Null while the camera is off. */
  track: MediaStreamTrack | null;
  /** The camera is on: while there is no track, the last picture stays for a moment. */
  coming?: boolean;
  /** Of the tile, in CSS pixels. */
  width: number;
  height: number;
  mirrored?: boolean;
}

/** The avatar's diameter as a part of the tile's shorter side, and its bounds in CSS pixels. */
const AVATAR_SHARE = 0.42;
const AVATAR_MIN = 24;
const AVATAR_MAX = 168;
/** In lower tiles (CSS pixels) the avatar makes way for the name. */
const LOW_TILE = 120;
const LABEL_HEIGHT = 32;

/** The camera's picture, or the person's initials until there is one. */
export function TilePicture(props: TilePictureProps) {
  const { name, track, coming = false, width, height, mirrored = false } = props;
  const pixelRatio = useCameraPixelRatio();
  const size = Math.min(AVATAR_MAX, Math.max(AVATAR_MIN, Math.round(Math.min(width, height) * AVATAR_SHARE)));
  return (
    <PictureStack
      track={track}
      coming={coming}
      lines={sharpLines({ width, height }, pixelRatio)}
      mirrored={mirrored}
      fit={height > 0 ? width / height : 'contain'}
    >
      <div data-initials="" style={{ marginBlockEnd: height < LOW_TILE ? LABEL_HEIGHT : 0 }}>
        <Avatar name={name} size={size} />
      </div>
    </PictureStack>
  );
}

import type { ReactNode } from 'react';
import { useHeldPicture } from './useHeldPicture.ts';
import { VideoView, type VideoViewProps } from './VideoView.tsx';

interface PictureStackProps extends Pick<VideoViewProps, 'mirrored' | 'fit'> {
  track: MediaStreamTrack | null;
  /** There is to be a picture, even if there is no track just now. */
  coming: boolean;
  /** How many lines look sharp here. */
  lines: number;
  /** What is there until the first picture. */
  children: ReactNode;
}

/** A picture that never goes black: when its track changes, the old one stays until the new one has come. */
export function PictureStack({ track, coming, lines, mirrored = false, fit, children }: PictureStackProps) {
  const { tracks, seen, onPicture } = useHeldPicture(track, coming, lines);
  return (
    <>
      {!seen && children}
      {tracks.map((each) => (
        <VideoView
          key={each.id}
          track={each}
          mirrored={mirrored}
          fit={fit}
          instant={tracks.length > 1}
          onPicture={(height) => onPicture(each, height)}
        />
      ))}
    </>
  );
}

import { useEffect, useRef, useState } from 'react';
import { videoFit } from '../../layout/videoFit.ts';
import { cx } from '../../ui/cx.ts';
import styles from './VideoView.module.css';

export interface VideoViewProps {
  /** Give the element a `key` of the track's id: a new track starts unseen again. */
  track: MediaStreamTrack;
  mirrored?: boolean;
  /** `contain` shows all of the picture; a tile's shape (width / height) lets the picture fill it where that is fair. */
  fit: 'contain' | number;
  onFirstFrame?: () => void;
}

/** One picture, without sound. Transparent until its first frame, so that what lies behind it is seen, never black. */
export function VideoView({ track, mirrored = false, fit, onFirstFrame }: VideoViewProps) {
  const video = useRef<HTMLVideoElement>(null);
  /** Width / height of the picture; null until the first frame. It turns when a phone does. */
  const [ratio, setRatio] = useState<number | null>(null);

  useEffect(() => {
    const element = video.current;
    if (element === null) return undefined;
    element.srcObject = new MediaStream([track]);
    return () => {
      element.srcObject = null;
    };
  }, [track]);

  const measure = (element: HTMLVideoElement) => {
    if (element.videoHeight > 0) setRatio(element.videoWidth / element.videoHeight);
  };
  const objectFit = fit === 'contain' || ratio === null ? 'contain' : videoFit(ratio, fit);
  return (
    <video
      ref={video}
      autoPlay
      playsInline
      muted
      disablePictureInPicture
      aria-hidden="true"
      className={cx(styles['video'], mirrored && styles['mirrored'], ratio !== null && styles['seen'])}
      style={{ objectFit }}
      onLoadedData={(event) => {
        measure(event.currentTarget);
        onFirstFrame?.();
      }}
      onResize={(event) => measure(event.currentTarget)}
    />
  );
}

import { useEffect, useRef, useState } from 'react';
import { videoFit } from '../../layout/videoFit.ts';
import { cx } from '../../ui/cx.ts';
import styles from './Preview.module.css';

/** One's own picture, mirrored. Invisible until the first frame: black is never shown. */
export function PreviewVideo({ track }: { track: MediaStreamTrack }) {
  const video = useRef<HTMLVideoElement>(null);
  const [shown, setShown] = useState(false);
  const [fit, setFit] = useState<'cover' | 'contain'>('cover');

  useEffect(() => {
    const element = video.current;
    if (!element) return undefined;
    element.srcObject = new MediaStream([track]);
    return () => {
      element.srcObject = null;
    };
  }, [track]);

  const measure = () => {
    const element = video.current;
    if (!element || element.videoHeight === 0) return;
    setFit(videoFit(element.videoWidth / element.videoHeight, element.clientWidth / element.clientHeight));
  };

  return (
    <video
      ref={video}
      className={cx(styles['video'], shown && styles['shown'])}
      style={{ objectFit: fit }}
      autoPlay
      muted
      playsInline
      aria-hidden="true"
      onLoadedData={() => setShown(true)}
      onResize={measure}
    />
  );
}

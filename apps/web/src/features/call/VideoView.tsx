import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { videoFit } from '../../layout/videoFit.ts';
import { cx } from '../../ui/cx.ts';
import styles from './VideoView.module.css';

/** After the data of the first frame: then it is certainly there, whatever the browser says. */
const FRAME_TOLD_WITHIN_MS = 100;

export interface VideoViewProps {
  /** Give the element a `key` of the track's id: a new track starts unseen again. */
  track: MediaStreamTrack;
  mirrored?: boolean;
  /** `contain` shows all of the picture; a tile's shape (width / height) lets the picture fill it where that is fair. */
  fit: 'contain' | number;
  /** Takes the place of another picture: nothing is to be seen through it. */
  instant?: boolean;
  /** A frame of another size than before is on the screen, the first one included: how many lines it has. */
  onPicture?: (lines: number) => void;
}

/** One picture, without sound. Transparent until its first frame, so that what lies behind it is seen, never black. */
export function VideoView({ track, mirrored = false, fit, instant = false, onPicture }: VideoViewProps) {
  const video = useRef<HTMLVideoElement>(null);
  /** Width / height of the picture; null until the first frame. It turns when a phone does. */
  const [ratio, setRatio] = useState<number | null>(null);
  // Decided once: when the other picture is gone, this one must not begin to fade.
  const [fades] = useState(!instant);
  const report = useEffectEvent((lines: number) => onPicture?.(lines));

  useEffect(() => {
    const element = video.current;
    if (element === null) return undefined;
    element.srcObject = new MediaStream([track]);
    const stop = watchFrames(element, () => {
      setRatio(element.videoWidth / element.videoHeight);
      report(element.videoHeight);
    });
    return () => {
      stop();
      element.srcObject = null;
    };
  }, [track]);

  const objectFit = fit === 'contain' || ratio === null ? 'contain' : videoFit(ratio, fit);
  return (
    <video
      ref={video}
      autoPlay
      playsInline
      muted
      // Others may be watched beside other windows; a mirror image of oneself would be unmirrored there.
      disablePictureInPicture={mirrored}
      aria-hidden="true"
      className={cx(
        styles['video'],
        mirrored && styles['mirrored'],
        ratio !== null && styles['seen'],
        fades && styles['fades'],
      )}
      style={{ objectFit }}
    />
  );
}

/**
 * Calls back when the first frame is on the screen, for certain where the browser can tell, and when frames of another
 * size have come.
 */
function watchFrames(element: HTMLVideoElement, onFrame: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    clearTimeout(timer);
    if (element.videoHeight > 0) onFrame();
  };
  // Asked for beforehand, because a still screen may send no second frame. What is covered may never be told.
  const canTell = 'requestVideoFrameCallback' in element;
  const request = canTell ? element.requestVideoFrameCallback(tell) : 0;
  const wait = () => {
    timer = setTimeout(tell, canTell ? FRAME_TOLD_WITHIN_MS : 0);
  };
  element.addEventListener('loadeddata', wait);
  element.addEventListener('resize', tell);
  return () => {
    clearTimeout(timer);
    if (canTell) element.cancelVideoFrameCallback(request);
    element.removeEventListener('loadeddata', wait);
    element.removeEventListener('resize', tell);
  };
}

/** Cameras turn their picture a moment after the screen has turned. */
const CAMERA_DELAY_MS = 500;

/**
 * Calls back when the device was turned and its camera has had time to follow. Does nothing where nothing turns.
 * @returns stops it.
 */
export function onRotation(callback: () => void): () => void {
  const turned = turningTarget();
  if (turned === null) return () => undefined;
  const { target, event } = turned;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onChange = () => {
    clearTimeout(timer);
    timer = setTimeout(callback, CAMERA_DELAY_MS);
  };
  target.addEventListener(event, onChange);
  return () => {
    clearTimeout(timer);
    target.removeEventListener(event, onChange);
  };
}

/** Safari has `screen.orientation` since 16.4; before, the window says it. */
function turningTarget(): { target: EventTarget; event: string } | null {
  if (typeof screen !== 'undefined' && 'orientation' in screen)
    return { target: screen.orientation, event: 'change' };
  return typeof window === 'undefined' ? null : { target: window, event: 'orientationchange' };
}

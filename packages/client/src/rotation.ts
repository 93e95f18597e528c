/** Cameras turn their picture a moment after the screen has turned. */
const CAMERA_DELAY_MS = 500;

/**
 * Calls back when the device was turned and its camera has had time to follow. Does nothing where nothing turns.
 * @returns stops it.
 */
export function onRotation(callback: () => void): () => void {
  if (typeof screen === 'undefined' || !('orientation' in screen)) return () => undefined;
  const { orientation } = screen;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onChange = () => {
    clearTimeout(timer);
    timer = setTimeout(callback, CAMERA_DELAY_MS);
  };
  orientation.addEventListener('change', onChange);
  return () => {
    clearTimeout(timer);
    orientation.removeEventListener('change', onChange);
  };
}

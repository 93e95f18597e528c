import { useSyncExternalStore } from 'react';

/** Device pixels per CSS pixel; changes with zoom and from screen to screen. */
export function useDevicePixelRatio(): number {
  return useSyncExternalStore(subscribe, () => window.devicePixelRatio);
}

function subscribe(listener: () => void): () => void {
  let stop: () => void = () => undefined;
  // A query knows one ratio only: after a change the next one is asked for.
  const follow = () => {
    stop();
    const query = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    query.addEventListener('change', change);
    stop = () => query.removeEventListener('change', change);
  };
  const change = () => {
    follow();
    listener();
  };
  follow();
  return () => stop();
}

import { useEffect } from 'react';
import { useLocalMedia } from '../../room/localMediaContext.tsx';
import type { MediaProblem } from './mediaProblem.ts';

/**
 * Starts a blocked device by itself once the person has allowed it in the browser's settings, where the browser
 * tells (not all do; for those there is the button).
 */
export function useRetryWhenAllowed(problems: readonly MediaProblem[]): void {
  const media = useLocalMedia();
  const blocked = problems.filter(({ reason }) => reason === 'denied').map(({ device }) => device);
  const camera = blocked.some((device) => device !== 'microphone');
  const microphone = blocked.some((device) => device !== 'camera');

  useEffect(() => {
    if (!camera && !microphone) return undefined;
    const left = new AbortController();
    const allowed = () => void media.start({ camera, microphone });
    if (camera) watchPermission('camera', allowed, left.signal);
    if (microphone) watchPermission('microphone', allowed, left.signal);
    return () => left.abort();
  }, [media, camera, microphone]);
}

function watchPermission(name: 'camera' | 'microphone', onAllowed: () => void, signal: AbortSignal): void {
  if (!('permissions' in navigator)) return; // only in secure contexts
  navigator.permissions.query({ name }).then(
    (status) => {
      if (signal.aborted) return;
      const changed = () => {
        if (status.state === 'granted') onAllowed();
      };
      status.addEventListener('change', changed, { signal });
    },
    () => undefined, // this browser does not tell for cameras and microphones
  );
}

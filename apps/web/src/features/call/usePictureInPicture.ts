import { useSyncExternalStore } from 'react';
import { peopleTexts } from '../../i18n/people.ts';
import { useText } from '../../i18n/useText.ts';
import { showToast } from '../../ui/toasts.ts';
import { shownPicture } from './shownPicture.ts';

const subscribe = (listener: () => void) => {
  // Neither event bubbles; capturing sees them from every video element.
  document.addEventListener('enterpictureinpicture', listener, { capture: true });
  document.addEventListener('leavepictureinpicture', listener, { capture: true });
  return () => {
    document.removeEventListener('enterpictureinpicture', listener, { capture: true });
    document.removeEventListener('leavepictureinpicture', listener, { capture: true });
  };
};

/** A tile's picture in a small window above everything else. Not `possible` without a picture or the browser's support. */
export function usePictureInPicture(tileKey: string) {
  const t = useText(peopleTexts);
  const active = useSyncExternalStore(subscribe, () => isInWindow(tileKey));
  const toggle = () => {
    const change = active
      ? document.exitPictureInPicture()
      : shownPicture(tileKey)?.requestPictureInPicture();
    change?.catch(() => showToast({ text: t.pictureInPictureFailed, tone: 'warning' }));
  };
  return { possible: isPossible(tileKey), active, toggle };
}

function isInWindow(tileKey: string): boolean {
  const video = shownPicture(tileKey);
  return video !== null && document.pictureInPictureElement === video;
}

function isPossible(tileKey: string): boolean {
  // Firefox has its own button on videos and no API.
  return 'pictureInPictureEnabled' in document && document.pictureInPictureEnabled
    ? shownPicture(tileKey)?.disablePictureInPicture === false
    : false;
}

import { useEffect, useState } from 'react';
import type { Space } from '../../layout/arrangement.ts';
import { TILE_ATTRIBUTE } from './shownPicture.ts';

/** The picture in the picture-in-picture window. */
export interface PictureWindow extends Space {
  /** Of the tile whose picture it is. */
  readonly key: string;
}

/** The tile whose picture is in a window of its own, and how large that window is; null while none is. */
export function usePictureWindow(): PictureWindow | null {
  const [shown, setShown] = useState<PictureWindow | null>(null);
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    let resizing = new AbortController();
    const enter = (event: Event) => {
      const tile = event.target instanceof Element ? event.target.closest(`[${TILE_ATTRIBUTE}]`) : null;
      const key = tile?.getAttribute(TILE_ATTRIBUTE);
      if (!(event instanceof PictureInPictureEvent) || key === null || key === undefined) return;
      const { pictureInPictureWindow: window } = event;
      const measure = () => setShown({ key, width: window.width, height: window.height });
      resizing.abort();
      resizing = new AbortController();
      window.addEventListener('resize', measure, { signal: resizing.signal });
      measure();
    };
    const leave = () => {
      resizing.abort();
      setShown(null);
    };
    // Neither event bubbles; capturing sees them from every video element.
    document.addEventListener('enterpictureinpicture', enter, { capture: true, signal });
    document.addEventListener('leavepictureinpicture', leave, { capture: true, signal });
    return () => {
      listening.abort();
      resizing.abort();
    };
  }, []);
  return shown;
}

import { useEffect, useEffectEvent, useState } from 'react';

/** How long an old picture may stand in for a new one. */
const HOLD_MS = 1500;

interface Picture {
  readonly track: MediaStreamTrack;
  readonly lines: number;
}

export interface HeldPicture {
  /** What to draw, the lowest first: the new picture, and over it the old one until the new one is there. */
  readonly tracks: readonly MediaStreamTrack[];
  /** Whether there is anything to see yet. */
  readonly seen: boolean;
  onPicture: (track: MediaStreamTrack, lines: number) => void;
}

/**
 * Keeps the picture of a track on the screen until that of the next one is there, as sharp as it was or as the tile needs
 * (`lines`); at most for a moment. `coming` says that a picture is to follow while there is no track.
 */
export function useHeldPicture(track: MediaStreamTrack | null, coming: boolean, lines: number): HeldPicture {
  const [held, setHeld] = useState<Picture | null>(null);
  const [arrived, setArrived] = useState<Picture | null>(null);
  const ended = track === null && !coming;
  // The same track may begin again, with an element that has seen nothing yet.
  if (ended && held !== null) setHeld(null);
  const old = !ended && held !== null && held.track !== track ? held : null;
  const settle = useEffectEvent(() => setHeld(arrived?.track === track ? arrived : null));

  useEffect(() => {
    if (old === null) return undefined;
    const timer = setTimeout(settle, HOLD_MS);
    return () => clearTimeout(timer);
  }, [old]);

  return {
    tracks: [track, old?.track ?? null].filter((each) => each !== null),
    seen: held !== null && (held.track === track || old !== null),
    onPicture: (from, height) => {
      if (from !== track) return;
      const picture = { track: from, lines: height };
      setArrived(picture);
      if (old === null || height >= Math.min(lines, old.lines)) setHeld(picture);
    },
  };
}

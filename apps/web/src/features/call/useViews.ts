import { limits } from '@parley/protocol';
import { useEffect } from 'react';
import type { Placement } from '../../layout/arrange.ts';
import { useRoomClient } from '../../room/roomContext.tsx';
import type { Tile } from './tiles.ts';
import { usePageHidden } from './usePageHidden.ts';
import { viewsOf } from './views.ts';

/** A glance at another tab must not cost a key frame; staying there should save everyone's bandwidth. */
const HIDDEN_AFTER_MS = 5000;

/**
 * Tells the server which pictures are on screen and how large, so that it forwards these and no others. Null while the
 * stage has not been measured: reporting nothing would stop everything for a moment.
 */
export function useViews(placements: readonly Placement<Tile>[] | null): void {
  const client = useRoomClient();
  const hidden = usePageHidden(HIDDEN_AFTER_MS);
  useEffect(() => {
    if (placements === null) return;
    client.setViews(hidden ? [] : viewsOf(placements, window.devicePixelRatio, limits));
  }, [client, hidden, placements]);
}

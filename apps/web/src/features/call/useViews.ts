import { limits } from '@parley/protocol';
import { useEffect, useSyncExternalStore } from 'react';
import type { Placement } from '../../layout/arrangement.ts';
import type { PictureRef } from '../../layout/stageChoice.ts';
import type { DeviceClass } from '../../layout/stageProfile.ts';
import { usePersonSettings } from '../../room/personSettingsContext.tsx';
import { useRoomClient } from '../../room/roomContext.tsx';
import type { SeenTiles, TileWatcher } from './TileWatcher.ts';
import type { Tile } from './tiles.ts';
import { useDevicePixelRatio } from './useDevicePixelRatio.ts';
import { usePageHidden } from './usePageHidden.ts';
import { usePictureWindow } from './usePictureWindow.ts';
import { type ShownPicture, viewsOf } from './views.ts';

/** A glance at another tab must not cost a key frame; staying there should save everyone's bandwidth. */
const HIDDEN_AFTER_MS = 5000;
/** If the browser has not measured a tile by then, it never will as expected. */
const MEASURED_WITHIN_MS = 250;

interface ViewSources {
  watcher: TileWatcher;
  placements: readonly Placement<Tile>[];
  upcoming: readonly Placement<Tile>[];
  /** Pictures that are to come in another size than they have now. */
  early: readonly ShownPicture[];
  /** Something lies over the pictures. */
  covered: boolean;
  device: DeviceClass;
}

/**
 * Tells the server which pictures are on screen and how large, so that it forwards these and no others. Nothing is told
 * before tiles have been measured at their places: no or small tiles would stop pictures, or blur them, for a moment.
 */
export function useViews({ watcher, placements, upcoming, early, covered, device }: ViewSources): void {
  const client = useRoomClient();
  const seen = useSyncExternalStore(watcher.subscribe, watcher.getSnapshot);
  const pageHidden = usePageHidden(HIDDEN_AFTER_MS);
  const devicePixelRatio = useDevicePixelRatio();
  const apart = usePictureWindow();
  const pinned = usePersonSettings((settings) => settings.pinned);
  const hiddenIds = usePersonSettings((settings) => settings.hiddenIds);

  useEffect(() => {
    const isReceived = ({ userId, source }: PictureRef) => source === 'screen' || !hiddenIds.includes(userId);
    const shown = placements.flatMap(({ tile, role }) => {
      const { visible = false, width = 0, height = 0 } = seen.get(tile.key) ?? {};
      const onStage = role === 'stage';
      return visible && width > 0 ? [{ picture: tile, width, height, onStage }] : [];
    });
    const later = upcoming.flatMap(({ tile, rect: { width, height } }) =>
      tile.isSelf ? [] : [{ picture: tile, width, height, onStage: false }],
    );
    const inWindow = placements.find(({ tile }) => tile.key === apart?.key)?.tile;
    const views = viewsOf(
      {
        visible: [...shown, ...early].filter(({ picture }) => isReceived(picture)),
        upcoming: later.filter(({ picture }) => isReceived(picture)),
        hidden: pageHidden || covered,
        pictureWindow: inWindow && apart ? { ...apart, picture: inWindow } : null,
        pinned,
        devicePixelRatio,
      },
      limits,
    );
    const tell = () => client.setViews(views, device);
    // A tile that has just come or moved is measured before the next paint; a page that nobody sees paints nothing.
    const measured = pageHidden || placements.every((placement) => isMeasured(placement, seen));
    if (measured) tell();
    const timer = measured ? undefined : setTimeout(tell, MEASURED_WITHIN_MS);
    return () => clearTimeout(timer);
  }, [
    client,
    seen,
    placements,
    upcoming,
    early,
    covered,
    device,
    pageHidden,
    apart,
    pinned,
    hiddenIds,
    devicePixelRatio,
  ]);
}

/** Whether what is known of a tile is about the place it has now: an old size would fetch the wrong layer for a moment. */
function isMeasured({ tile, rect }: Placement<Tile>, seen: SeenTiles): boolean {
  if (tile.isSelf) return true;
  const { width, height } = seen.get(tile.key) ?? { width: NaN, height: NaN };
  return Math.abs(width - rect.width) < 1 && Math.abs(height - rect.height) < 1;
}

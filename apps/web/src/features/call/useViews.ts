import { limits } from '@parley/protocol';
import { useEffect, useSyncExternalStore } from 'react';
import type { Placement } from '../../layout/arrangement.ts';
import type { PictureRef } from '../../layout/stageChoice.ts';
import type { DeviceClass } from '../../layout/stageProfile.ts';
import { savingViews } from '../../room/dataPolicy.ts';
import { useDataMode } from '../../room/dataSaver.ts';
import { usePersonSettings } from '../../room/personSettingsContext.tsx';
import { useRoomClient } from '../../room/roomContext.tsx';
import type { SeenTiles, TileWatcher } from './TileWatcher.ts';
import { type Tile, tileKey } from './tiles.ts';
import { useCameraPixelRatio } from './useCameraPixelRatio.ts';
import { useDevicePixelRatio } from './useDevicePixelRatio.ts';
import { usePageHidden } from './usePageHidden.ts';
import type { PictureWindow } from './usePictureWindow.ts';
import { type ShownPicture, viewsOf } from './views.ts';

/** A glance at another tab must not cost a key frame; staying there should save everyone's bandwidth. */
const HIDDEN_AFTER_MS = 5000;
/** A phone's page is hidden by a lock or another app, not by a glance: pictures cost battery and data from the first second. */
const PHONE_HIDDEN_AFTER_MS = 0;
/** If the browser has not measured a tile by then, it never will as expected. */
const MEASURED_WITHIN_MS = 250;

interface ViewSources {
  watcher: TileWatcher;
  placements: readonly Placement<Tile>[];
  upcoming: readonly Placement<Tile>[];
  /** Pictures that are to come in another size than they have now. */
  early: readonly ShownPicture[];
  /** Keys of the pictures that are to move; those of the other tiles are only kept ready. */
  live: ReadonlySet<string>;
  /** The picture in a window of its own. */
  apart: PictureWindow | null;
  /** Something lies over the pictures. */
  covered: boolean;
  device: DeviceClass;
}

/**
 * Tells the server which pictures are on screen and how large, so that it forwards these and no others. Nothing is told
 * before tiles have been measured at their places: no or small tiles would stop pictures, or blur them, for a moment.
 */
export function useViews(sources: ViewSources): void {
  const { watcher, placements, upcoming, early, live, apart, covered, device } = sources;
  const client = useRoomClient();
  const seen = useSyncExternalStore(watcher.subscribe, watcher.getSnapshot);
  const pageHidden = usePageHidden(device === 'phone' ? PHONE_HIDDEN_AFTER_MS : HIDDEN_AFTER_MS);
  const devicePixelRatio = useDevicePixelRatio();
  const cameraPixelRatio = useCameraPixelRatio();
  const saving = useDataMode();
  const pinned = usePersonSettings((settings) => settings.pinned);
  const hiddenIds = usePersonSettings((settings) => settings.hiddenIds);

  useEffect(() => {
    const isReceived = ({ userId, source }: PictureRef) => source === 'screen' || !hiddenIds.includes(userId);
    const shown = placements.flatMap(({ tile, role }) => {
      const { visible = false, width = 0, height = 0 } = seen.get(tile.key) ?? {};
      const onStage = role === 'stage';
      return visible && width > 0 ? [{ picture: tile, width, height, onStage }] : [];
    });
    const isLive = ({ picture }: ShownPicture) => live.has(tileKey(picture));
    const later = upcoming.flatMap(({ tile, rect: { width, height } }) =>
      tile.isSelf ? [] : [{ picture: tile, width, height, onStage: false }],
    );
    const inWindow = placements.find(({ tile }) => tile.key === apart?.key)?.tile;
    const views = viewsOf(
      {
        visible: [...shown.filter(isLive), ...early].filter(({ picture }) => isReceived(picture)),
        upcoming: [...shown.filter((each) => !isLive(each)), ...later].filter(({ picture }) =>
          isReceived(picture),
        ),
        hidden: pageHidden || covered,
        pictureWindow: inWindow && apart ? { ...apart, picture: inWindow } : null,
        pinned,
        devicePixelRatio,
        cameraPixelRatio,
      },
      limits,
    );
    const tell = () => client.setViews(savingViews(views, saving), device);
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
    live,
    apart,
    covered,
    device,
    pageHidden,
    saving,
    pinned,
    hiddenIds,
    devicePixelRatio,
    cameraPixelRatio,
  ]);
}

/** Whether what is known of a tile is about the place it has now: an old size would fetch the wrong layer for a moment. */
function isMeasured({ tile, rect }: Placement<Tile>, seen: SeenTiles): boolean {
  if (tile.isSelf) return true;
  const { width, height } = seen.get(tile.key) ?? { width: NaN, height: NaN };
  return Math.abs(width - rect.width) < 1 && Math.abs(height - rect.height) < 1;
}

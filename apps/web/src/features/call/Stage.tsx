import { useMemo, useState } from 'react';
import { callTexts } from '../../i18n/call.ts';
import { useText } from '../../i18n/useText.ts';
import type { Placement } from '../../layout/arrangement.ts';
import { MAX_LIVE_VIDEOS } from '../../layout/liveVideos.ts';
import { stageProfile } from '../../layout/stageProfile.ts';
import { useDataMode } from '../../room/dataSaver.ts';
import { useLocalMediaSnapshot } from '../../room/localMediaContext.tsx';
import { useRoom } from '../../room/roomContext.tsx';
import { useMediaQuery } from '../../ui/useMediaQuery.ts';
import { Pager } from './Pager.tsx';
import styles from './Stage.module.css';
import { TileView } from './TileView.tsx';
import { TileWatcher } from './TileWatcher.ts';
import { type Tile, callTiles } from './tiles.ts';
import { useDevice } from './useDevice.ts';
import { type Size, useElementSize } from './useElementSize.ts';
import { useKeyDown } from './useKeyDown.ts';
import { usePictureWindow } from './usePictureWindow.ts';
import { type Scene, useScene } from './useScene.ts';
import { useSwipe } from './useSwipe.ts';
import { useViews } from './useViews.ts';

/** Everyone's pictures, placed as well as the window allows. `covered`: something lies over all of it. */
export function Stage({ covered }: { covered: boolean }) {
  const [ref, size] = useElementSize<HTMLDivElement>();
  return (
    <div ref={ref} className={styles['stage']}>
      {size.width > 0 && size.height > 0 && <MeasuredStage size={size} covered={covered} />}
    </div>
  );
}

function MeasuredStage({ size, covered }: { size: Size; covered: boolean }) {
  const t = useText(callTexts);
  const touch = useMediaQuery('(pointer: coarse)');
  const [wantedPage, setPage] = useState(0);
  const [watcher] = useState(() => new TileWatcher());
  const content = useTiles();
  const profile = useMemo(() => stageProfile(size.width, size.height, touch), [size, touch]);
  const device = useDevice();
  const apart = usePictureWindow();
  const audioOnly = useDataMode() === 'audio';
  const limit = { maxVideos: audioOnly ? 0 : MAX_LIVE_VIDEOS[device], apartKey: apart?.key ?? null };
  const scene = useScene({ content, space: size, profile, page: wantedPage, ...limit });
  const { placements, upcoming, page, pageCount, pager } = scene.arrangement;
  const { early, live } = scene;
  useViews({ watcher, placements, upcoming, early, live, apart, covered, device });
  const turn = (pages: number) => setPage(Math.min(pageCount - 1, Math.max(0, page + pages)));
  usePageKeys(turn);
  const swipe = useSwipe(turn);
  const formation = `${placements.map(({ tile }) => tile.key).join()} ${columnsOf(placements)}`;

  return (
    <div className={styles['pages']} {...swipe}>
      <ul className={styles['tiles']} aria-label={t.stage}>
        {inFixedOrder(
          [...placements, ...arrivingPlacements(scene)],
          [...content.people, ...content.screens],
        ).map((placement) => (
          <TileView
            key={placement.tile.key}
            tile={placement.tile}
            rect={placement.rect}
            formation={formation}
            watcher={watcher}
            arriving={scene.arriving.includes(placement.tile)}
            live={live.has(placement.tile.key)}
          />
        ))}
      </ul>
      {pager !== null && <Pager page={page} pageCount={pageCount} place={pager} onTurn={turn} />}
    </div>
  );
}

function useTiles() {
  const selfId = useRoom(({ userId }) => userId) ?? '';
  const users = useRoom((room) => room.users);
  const sharesScreen = useLocalMediaSnapshot().screen.track !== null;
  return useMemo(() => callTiles(selfId, users, sharesScreen), [selfId, users, sharesScreen]);
}

function usePageKeys(turn: (pages: number) => void): void {
  useKeyDown(({ code }) => {
    if (code !== 'PageUp' && code !== 'PageDown') return false;
    turn(code === 'PageUp' ? -1 : 1);
    return true;
  });
}

/** Under the picture they take over from. */
function arrivingPlacements({ arriving, arrangement, early }: Scene): Placement<Tile>[] {
  const find = (role: string) => arrangement.placements.find((placement) => placement.role === role);
  return arriving.flatMap((tile) => {
    const onStage = early.some(({ picture, onStage: stage }) => stage && picture.userId === tile.userId);
    const over = (onStage ? null : find('companion')) ?? find('stage');
    return over === undefined ? [] : [{ tile, rect: over.rect, role: over.role }];
  });
}

/**
 * In the document tiles keep their order, whatever their places are: an element that moves in the document would begin
 * its animations anew and leave its picture-in-picture window.
 */
function inFixedOrder(placements: readonly Placement<Tile>[], tiles: readonly Tile[]): Placement<Tile>[] {
  return tiles.flatMap(({ key }) => placements.find(({ tile }) => tile.key === key) ?? []);
}

/** In how many columns tiles stand now; when that changes, they have moved rather than been resized. */
function columnsOf(placements: readonly { rect: { x: number } }[]): number {
  return new Set(placements.map(({ rect }) => rect.x)).size;
}

import { memo, useLayoutEffect, useRef } from 'react';
import { type Rect, sameRect } from '../../layout/rect.ts';
import { cx } from '../../ui/cx.ts';
import { OwnCamera, RemoteCamera } from './CameraTile.tsx';
import { OwnScreen, RemoteScreen } from './ScreenTile.tsx';
import styles from './TileView.module.css';
import type { TileWatcher } from './TileWatcher.ts';
import type { Tile } from './tiles.ts';
import { useGlide } from './useGlide.ts';

interface TileViewProps {
  tile: Tile;
  rect: Rect;
  /** Changes when tiles change places: see `useGlide`. */
  formation: string;
  watcher: TileWatcher;
  /** Waits under another tile until its picture is there. */
  arriving: boolean;
  /** Its picture is received; false where too many would move at once. */
  live: boolean;
}

/** A tile at its place. What is in it follows the room by itself, so a change of one person renders one tile. */
export const TileView = memo(function TileView(props: TileViewProps) {
  const { tile, rect, formation, watcher, arriving, live } = props;
  const element = useRef<HTMLLIElement>(null);
  useGlide(element, rect, formation);
  // Before the paint: its size is known in the same frame, and its picture asked for at once.
  useLayoutEffect(() => {
    if (element.current === null || tile.isSelf) return undefined;
    return watcher.watch(element.current, tile.key);
  }, [watcher, tile.key, tile.isSelf]);
  const { x, y, width, height } = rect;
  return (
    <li
      ref={element}
      className={cx(styles['place'], arriving && styles['arriving'])}
      style={{ left: x, top: y, width, height }}
      inert={arriving}
    >
      <TileContent tile={tile} width={width} height={height} live={live} />
    </li>
  );
}, sameTile);

function sameTile(before: TileViewProps, after: TileViewProps): boolean {
  const sameContent = before.tile.key === after.tile.key && before.tile.isSelf === after.tile.isSelf;
  const samePlace = sameRect(before.rect, after.rect) && before.arriving === after.arriving;
  const sameLife = before.live === after.live && before.formation === after.formation;
  return sameContent && samePlace && sameLife;
}

interface TileContentProps extends Pick<TileViewProps, 'tile' | 'live'> {
  width: number;
  height: number;
}

function TileContent({ tile, width, height, live }: TileContentProps) {
  if (tile.source === 'screen') {
    return tile.isSelf ? <OwnScreen /> : <RemoteScreen userId={tile.userId} />;
  }
  return tile.isSelf ? (
    <OwnCamera width={width} height={height} />
  ) : (
    <RemoteCamera userId={tile.userId} width={width} height={height} live={live} />
  );
}

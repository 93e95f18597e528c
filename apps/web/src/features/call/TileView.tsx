import { memo, useRef } from 'react';
import { type Rect, sameRect } from '../../layout/rect.ts';
import { OwnCamera, RemoteCamera } from './CameraTile.tsx';
import { OwnScreen, RemoteScreen } from './ScreenTile.tsx';
import styles from './TileView.module.css';
import type { Tile } from './tiles.ts';
import { useGlide } from './useGlide.ts';

interface TileViewProps {
  tile: Tile;
  rect: Rect;
  /** Changes when tiles change places: see `useGlide`. */
  formation: string;
}

/** A tile at its place. What is in it follows the room by itself, so a change of one person renders one tile. */
export const TileView = memo(function TileView({ tile, rect, formation }: TileViewProps) {
  const element = useRef<HTMLLIElement>(null);
  useGlide(element, rect, formation);
  const { x, y, width, height } = rect;
  return (
    <li ref={element} className={styles['place']} style={{ left: x, top: y, width, height }}>
      <TileContent tile={tile} width={width} height={height} />
    </li>
  );
}, sameTile);

function sameTile(before: TileViewProps, after: TileViewProps): boolean {
  const sameContent = before.tile.key === after.tile.key && before.tile.isSelf === after.tile.isSelf;
  return sameContent && sameRect(before.rect, after.rect) && before.formation === after.formation;
}

function TileContent({ tile, width, height }: { tile: Tile; width: number; height: number }) {
  if (tile.source === 'screen') {
    return tile.isSelf ? <OwnScreen /> : <RemoteScreen userId={tile.userId} />;
  }
  return tile.isSelf ? (
    <OwnCamera width={width} height={height} />
  ) : (
    <RemoteCamera userId={tile.userId} width={width} height={height} />
  );
}

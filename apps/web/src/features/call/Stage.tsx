import { useMemo, useState } from 'react';
import { callTexts } from '../../i18n/call.ts';
import { useText } from '../../i18n/useText.ts';
import { arrange } from '../../layout/arrange.ts';
import { stageProfile } from '../../layout/stageProfile.ts';
import { useLocalMediaSnapshot } from '../../room/localMediaContext.tsx';
import { useRoom } from '../../room/roomContext.tsx';
import { useMediaQuery } from '../../ui/useMediaQuery.ts';
import { Pager } from './Pager.tsx';
import styles from './Stage.module.css';
import { TileView } from './TileView.tsx';
import { callTiles } from './tiles.ts';
import { useElementSize } from './useElementSize.ts';
import { useKeyDown } from './useKeyDown.ts';
import { useSwipe } from './useSwipe.ts';
import { useViews } from './useViews.ts';

/** Everyone's pictures, placed as well as the window allows, page by page. */
export function Stage() {
  const t = useText(callTexts);
  const [ref, { width, height }] = useElementSize<HTMLDivElement>();
  const touch = useMediaQuery('(pointer: coarse)');
  const [wantedPage, setPage] = useState(0);
  const content = useTiles();
  const arrangement = useMemo(
    () => arrange(content, { width, height }, stageProfile(width, height, touch), wantedPage),
    [content, width, height, touch, wantedPage],
  );
  const measured = width > 0;
  useViews(measured ? arrangement.placements : null);
  const { placements, page, pageCount } = arrangement;
  const turn = (pages: number) => setPage(Math.min(pageCount - 1, Math.max(0, page + pages)));
  usePageKeys(turn);
  const swipe = useSwipe(turn);
  const formation = `${placements.map(({ tile }) => tile.key).join()} ${columnsOf(placements)}`;

  return (
    <div ref={ref} className={styles['stage']} {...swipe}>
      <ul className={styles['tiles']} aria-label={t.stage}>
        {measured &&
          placements.map(({ tile, rect }) => (
            <TileView key={tile.key} tile={tile} rect={rect} formation={formation} />
          ))}
      </ul>
      {pageCount > 1 && <Pager page={page} pageCount={pageCount} onTurn={turn} />}
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

/** In how many columns tiles stand now; when that changes, they have moved rather than been resized. */
function columnsOf(placements: readonly { rect: { x: number } }[]): number {
  return new Set(placements.map(({ rect }) => rect.x)).size;
}

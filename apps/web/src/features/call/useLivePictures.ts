import type { Arrangement } from '../../layout/arrangement.ts';
import { nextLive } from '../../layout/liveVideos.ts';
import type { PictureRef } from '../../layout/stageChoice.ts';
import { usePersonSettings } from '../../room/personSettingsContext.tsx';
import { useRoom } from '../../room/roomContext.tsx';
import { type Tile, tileKey } from './tiles.ts';
import { useEvolving } from './useEvolving.ts';

interface LivePicturesInput {
  readonly arrangement: Arrangement<Tile>;
  /** About to be large. */
  readonly arriving: readonly PictureRef[];
  /** In a window of its own: always seen. Null while none is. */
  readonly apartKey: string | null;
  readonly isComing: (picture: PictureRef) => boolean;
  readonly max: number;
}

const NONE: readonly string[] = [];

/** Keys of the pictures of others that are received now; the other tiles show who is there, and who speaks. */
export function useLivePictures(input: LivePicturesInput): ReadonlySet<string> {
  const { arrangement, arriving, apartKey, isComing, max } = input;
  const speakerId = useRoom(({ stageUserId }) => stageUserId);
  const pinned = usePersonSettings((settings) => settings.pinned);
  const placed = arrangement.placements.filter(({ tile }) => !tile.isSelf);
  const large = placed.filter(({ tile, role }) => role !== 'other' || tile.source === 'screen');
  const speaker: PictureRef[] = speakerId === null ? [] : [{ userId: speakerId, source: 'camera' }];
  const refs = [...arriving, ...large.map(({ tile }) => tile), ...(pinned ? [pinned] : []), ...speaker];
  const tiles: readonly PictureRef[] = [...placed.map(({ tile }) => tile), ...arriving];
  const live = useEvolving(NONE, (before) =>
    nextLive(before, {
      coming: tiles.filter(isComing).map(tileKey),
      still: tiles.filter((tile) => !isComing(tile)).map(tileKey),
      first: [...(apartKey === null ? [] : [apartKey]), ...refs.map(tileKey)],
      max,
    }),
  );
  return new Set(live);
}

import type { Arrangement, Placement, Space } from './arrangement.ts';
import { placeAt } from './pagedGrid.ts';
import { neighbours, paginate } from './paging.ts';
import { portraitSpeakerView } from './portraitSpeakerView.ts';
import { type SpeakerContent, companionInStrip } from './speakerContent.ts';
import { LEAST_IN_STRIP, isAsLarge, speakerFrame } from './speakerFrame.ts';
import type { StageProfile } from './stageProfile.ts';
import { stripCapacity, stripLanes, stripRects } from './strip.ts';

/** From here on a window is upright: everything goes below each other. */
const UPRIGHT = 1.2;
/** Fewer than oneself and five more on a page are too few, where everything below each other shows more. */
const ENOUGH_IN_STRIP = 6;
/** A companion keeps its size, which it would lose then, as long as oneself and three more are on a page. */
const ENOUGH_BESIDE_COMPANION = 4;

/** Speaker view: one large picture and a filmstrip of the others, oneself first on each of its pages. */
export function speakerView<Tile>(
  content: SpeakerContent<Tile>,
  space: Space,
  profile: StageProfile,
  page: number,
): Arrangement<Tile> {
  if (space.height > space.width * UPRIGHT) return portraitSpeakerView(content, space, profile, page);
  const frame = speakerFrame(content, space, profile);
  if (content.companion !== null && stripCapacity(frame.paged.strip) < LEAST_IN_STRIP) {
    return speakerView(companionInStrip(content), space, profile, page);
  }
  const large: Placement<Tile>[] = [{ tile: content.stage, rect: frame.stage, role: 'stage' }];
  if (content.companion !== null && frame.companion !== null)
    large.push({ tile: content.companion, rect: frame.companion, role: 'companion' });
  const most = Math.max(1, profile.maxPerPage - large.length);
  const single = content.strip.length <= Math.min(most, stripCapacity(frame.strip));
  const strip = single ? frame.strip : frame.paged.strip;
  const capacity = Math.max(1, Math.min(most, stripCapacity(strip)));
  const enough = frame.companion === null ? ENOUGH_IN_STRIP : ENOUGH_BESIDE_COMPANION;
  if (!single && capacity < enough) {
    const upright = portraitSpeakerView(content, space, profile, page);
    const [stage] = upright.placements;
    if (upright.pageSize > capacity && stage !== undefined && isAsLarge(stage.rect, frame.stage))
      return upright;
  }
  const paged = paginate(content.strip, capacity, page, {
    keepFirst: true,
    rowLength: Math.max(1, stripLanes(strip)),
  });
  const shown = paged.pages[paged.page] ?? [];
  return {
    placements: [...large, ...placeAt(shown, stripRects(strip, shown.length))],
    upcoming: neighbours(paged).map((tile) => ({ tile, rect: { x: 0, y: 0, ...strip.tile }, role: 'other' })),
    page: paged.page,
    pageCount: paged.pages.length,
    pageSize: Math.max(0, ...paged.pages.map(({ length }) => length)),
    pager: single ? null : frame.paged.pager,
  };
}

import type { StageContent } from '../../layout/arrange.ts';
import type { PictureRef } from '../../layout/stageChoice.ts';
import type { RemoteUser } from '../../room/roomTypes.ts';

/** One picture on the stage. `key` is unique and stays the same for as long as the tile exists. */
export interface Tile extends PictureRef {
  readonly key: string;
  readonly isSelf: boolean;
}

/**
 * Everyone who can be shown, in an order that only ever grows at its end: oneself first, then the others as they joined.
 * Screens of others are apart; one's own is a small tile beside one's camera, as a glance at what others see.
 */
export function callTiles(
  selfId: string,
  users: readonly RemoteUser[],
  sharesScreen: boolean,
): StageContent<Tile> {
  const self = [tile(selfId, 'camera', true), ...(sharesScreen ? [tile(selfId, 'screen', true)] : [])];
  const others = users.map(({ id }) => tile(id, 'camera', false));
  const sharing = users.filter(({ sources }) => sources.screen !== undefined);
  return { people: [...self, ...others], screens: sharing.map(({ id }) => tile(id, 'screen', false)) };
}

export function tileKey({ userId, source }: PictureRef): string {
  return `${userId}:${source}`;
}

function tile(userId: string, source: Tile['source'], isSelf: boolean): Tile {
  return { key: tileKey({ userId, source }), userId, source, isSelf };
}

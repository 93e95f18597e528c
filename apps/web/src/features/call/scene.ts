import { type StageContent, arrange } from '../../layout/arrange.ts';
import type { Arrangement, Space } from '../../layout/arrangement.ts';
import type { SpeakerContent } from '../../layout/speakerContent.ts';
import { speakerView } from '../../layout/speakerView.ts';
import type { StageChoice } from '../../layout/stageChoice.ts';
import type { StageProfile } from '../../layout/stageProfile.ts';
import { type Tile, tileKey } from './tiles.ts';

/** Everything the places of tiles follow from. */
export interface SceneFacts {
  readonly content: StageContent<Tile>;
  /** What is large; null for the grid. */
  readonly choice: StageChoice | null;
  /** Keys of the people's tiles by place. */
  readonly order: readonly string[];
  readonly space: Space;
  readonly profile: StageProfile;
  readonly page: number;
}

export function arrangeScene({
  content,
  choice,
  order,
  space,
  profile,
  page,
}: SceneFacts): Arrangement<Tile> {
  const people = inOrder(content.people, order);
  const speaker = choice === null ? null : speakerContent({ ...content, people }, choice);
  return speaker === null
    ? arrange({ ...content, people }, space, profile, page)
    : speakerView(speaker, space, profile, page);
}

/** The one camera that is large, as the slots need it; a screen has no slot. Null for the grid. */
export function largeCamera(choice: StageChoice | null): string | null {
  if (choice === null) return null;
  const { stage, companion } = choice;
  if (stage.source === 'camera') return tileKey(stage);
  return companion === null ? null : tileKey(companion);
}

/** Null when who is chosen is not there. */
function speakerContent(
  { people, screens }: StageContent<Tile>,
  choice: StageChoice,
): SpeakerContent<Tile> | null {
  const all = [...people, ...screens];
  const stage = all.find(({ key }) => key === tileKey(choice.stage));
  if (stage === undefined) return null;
  const second = choice.companion;
  const companion = (second && all.find(({ key }) => key === tileKey(second))) ?? null;
  const isSmall = (tile: Tile) => tile !== stage && tile !== companion;
  const own = people.filter(({ isSelf }) => isSelf);
  const others = people.filter(({ isSelf }) => !isSelf);
  const strip = [...own, ...screens.filter(isSmall), ...others.filter(isSmall)];
  return { stage, companion, strip, screenOnStage: stage.source === 'screen' };
}

/** Who has no place yet comes last. */
function inOrder(tiles: readonly Tile[], order: readonly string[]): Tile[] {
  const place = new Map(order.map((key, index) => [key, index]));
  return tiles.toSorted((a, b) => (place.get(a.key) ?? Infinity) - (place.get(b.key) ?? Infinity) || 0);
}

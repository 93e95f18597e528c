/** Who stands where, and who spoke when. Nobody moves without a reason: people find each other by place. */
export interface Slots {
  /** Tile keys by place, over all pages. */
  readonly order: readonly string[];
  /** Whose tile has the stage of the speaker view; null in the grid. */
  readonly stage: string | null;
  /** Those who have spoken, the latest last. */
  readonly spoken: readonly string[];
}

export interface SlotFacts {
  /** Tiles there are now, in joining order. */
  readonly present: readonly string[];
  /** Never leave the first page: oneself, the pin. */
  readonly fixed: readonly string[];
  readonly stage: string | null;
  /** Who speaks; null while nobody has. */
  readonly speaker: string | null;
  /** How many places the first page has (without the stage). */
  readonly pageSize: number;
  /** What can be seen now, whichever page it is on. */
  readonly shown: readonly string[];
}

export const NO_SLOTS: Slots = { order: [], stage: null, spoken: [] };

/**
 * The places after a change. Whoever joins comes last; a hole is filled by the last one; a speaker whom one does not see
 * changes places with the first page's least recent speaker; who leaves the stage gets the place of who takes it.
 * Nothing else moves. The same object when nothing has changed, so that it can be applied again and again.
 */
export function nextSlots(before: Slots, facts: SlotFacts): Slots {
  const spoken = spokenAfter(before.spoken, facts);
  const stage = facts.stage !== null && facts.present.includes(facts.stage) ? facts.stage : null;
  let order = withoutHoles(before.order, facts);
  if (stage !== before.stage) order = withNewStage(order, before.stage, stage, spoken, facts);
  for (const key of wantedOnFirstPage(facts, stage)) order = swappedIn(order, key, stage, spoken, facts);
  const same = stage === before.stage && sameKeys(order, before.order) && sameKeys(spoken, before.spoken);
  return same ? before : { order, stage, spoken };
}

function spokenAfter(spoken: readonly string[], { speaker, present }: SlotFacts): readonly string[] {
  const still = spoken.filter((key) => present.includes(key));
  if (speaker === null || !present.includes(speaker) || still.at(-1) === speaker) return still;
  return [...still.filter((key) => key !== speaker), speaker];
}

/** Those who left are replaced by the last ones, those who are new come to the end. */
function withoutHoles(order: readonly string[], { present, fixed }: SlotFacts): readonly string[] {
  const kept = [...order];
  for (let place = 0; place < kept.length; place += 1) {
    while (place < kept.length && !present.includes(kept[place] ?? '')) {
      const last = kept.pop();
      if (last !== undefined && place < kept.length) kept[place] = last;
    }
  }
  // Tiles that never leave the first page begin on it: oneself, one's own screen.
  const added = present.filter((key) => !kept.includes(key));
  const first = added.filter((key) => fixed.includes(key) && order.length > 0);
  const rest = added.filter((key) => !first.includes(key));
  return first.length === 0 ? [...kept, ...rest] : [...kept.slice(0, 1), ...first, ...kept.slice(1), ...rest];
}

/** Who leaves the stage gets the place of who takes it, on the first page if that was on another one. */
function withNewStage(
  order: readonly string[],
  from: string | null,
  to: string | null,
  spoken: readonly string[],
  facts: SlotFacts,
): readonly string[] {
  if (from === null || to === null) return order;
  return swapped(swappedIn(order, to, from, spoken, facts), from, to);
}

/** The fixed ones; who speaks, unless one sees them already. Those on the stage have their place. */
function wantedOnFirstPage({ fixed, speaker, shown }: SlotFacts, stage: string | null): string[] {
  const unseen = speaker === null || shown.includes(speaker) ? [] : [speaker];
  return [...fixed, ...unseen].filter((key) => key !== stage);
}

/** Brings a tile to the first page in exchange for its least recent speaker. */
function swappedIn(
  order: readonly string[],
  key: string,
  stage: string | null,
  spoken: readonly string[],
  { fixed, pageSize }: SlotFacts,
): readonly string[] {
  const places = order.filter((other) => other !== stage);
  if (places.indexOf(key) < pageSize) return order;
  const firstPage = places.slice(0, pageSize).filter((other) => !fixed.includes(other));
  // From the end: of those who never spoke, the one who came last gives way.
  const quietest = firstPage
    .toReversed()
    .toSorted((a, b) => spoken.indexOf(a) - spoken.indexOf(b))
    .at(0);
  return quietest === undefined ? order : swapped(order, quietest, key);
}

function swapped(order: readonly string[], a: string | null, b: string | null): readonly string[] {
  if (a === null || b === null || !order.includes(a) || !order.includes(b)) return order;
  return order.map((key) => {
    if (key === a) return b;
    return key === b ? a : key;
  });
}

function sameKeys(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, index) => key === b[index]);
}

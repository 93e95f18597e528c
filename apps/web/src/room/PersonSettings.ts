/** What I changed about one person, for myself alone. */
export interface PersonSetting {
  /** 0 (silent) to 1 (as it was sent). */
  readonly volume: number;
  readonly mutedForMe: boolean;
  /** "Don't show": this person's camera is not received. Their voice and their screen are. */
  readonly hidden: boolean;
}

/** The picture I put on my stage. */
export interface PinnedTile {
  readonly userId: string;
  readonly source: 'camera' | 'screen';
}

/** Immutable; what did not change keeps its identity. */
export interface PersonSettingsSnapshot {
  /** Only people who differ from {@link DEFAULT_SETTING}. */
  readonly people: Readonly<Partial<Record<string, PersonSetting>>>;
  readonly hiddenIds: readonly string[];
  readonly pinned: PinnedTile | null;
}

/** Somebody who is in the room, and whether they share a screen now. */
export interface Present {
  readonly id: string;
  readonly sharesScreen: boolean;
}

export const DEFAULT_SETTING: PersonSetting = { volume: 1, mutedForMe: false, hidden: false };

/**
 * What one person sets about the others during one call: volume, mute for me, "don't show", a pin. It lives as long as
 * the call and knows only those who are in it.
 */
export class PersonSettings {
  #snapshot: PersonSettingsSnapshot = { people: {}, hiddenIds: [], pinned: null };
  readonly #listeners = new Set<() => void>();

  readonly getSnapshot = (): PersonSettingsSnapshot => this.#snapshot;

  /** @returns removes the listener. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Turning the volume up ends a mute as well: whoever moves the slider wants to hear the person. */
  setVolume(userId: string, volume: number): void {
    const bounded = Math.min(1, Math.max(0, volume));
    this.#change(userId, bounded > 0 ? { volume: bounded, mutedForMe: false } : { volume: 0 });
  }

  /** A person whose volume is 0 comes back at full volume: nothing else would be heard of ending the mute. */
  setMutedForMe(userId: string, mutedForMe: boolean): void {
    const { volume } = settingOf(this.#snapshot, userId);
    this.#change(userId, { mutedForMe, volume: !mutedForMe && volume === 0 ? 1 : volume });
  }

  /** Whoever is not to be shown cannot stay pinned. */
  setHidden(userId: string, hidden: boolean): void {
    const { pinned } = this.#snapshot;
    const unpins = hidden && pinned?.userId === userId && pinned.source === 'camera';
    this.#change(userId, { hidden }, unpins ? null : pinned);
  }

  /** Pins one picture in place of any other; null ends the pin. Whoever is pinned is shown again. */
  pin(tile: PinnedTile | null): void {
    if (tile === null) this.#set({ ...this.#snapshot, pinned: null });
    else this.#change(tile.userId, tile.source === 'camera' ? { hidden: false } : {}, tile);
  }

  /** Forgets those who have left, and the pin of a screen that is no longer shared. */
  retain(present: readonly Present[]): void {
    const { people, pinned } = this.#snapshot;
    const isHere = (userId: string) => present.some(({ id }) => id === userId);
    const kept = Object.entries(people).filter(([userId]) => isHere(userId));
    const pinnedIsHere = present.some(
      ({ id, sharesScreen }) => id === pinned?.userId && (pinned.source === 'camera' || sharesScreen),
    );
    if (kept.length === Object.keys(people).length && (pinned === null || pinnedIsHere)) return;
    this.#set(snapshotOf(Object.fromEntries(kept), pinnedIsHere ? pinned : null, this.#snapshot.hiddenIds));
  }

  #change(userId: string, change: Partial<PersonSetting>, pinned = this.#snapshot.pinned): void {
    const { people, hiddenIds } = this.#snapshot;
    const setting = { ...settingOf(this.#snapshot, userId), ...change };
    this.#set(snapshotOf({ ...people, [userId]: setting }, pinned, hiddenIds));
  }

  #set(snapshot: PersonSettingsSnapshot): void {
    this.#snapshot = snapshot;
    for (const listener of [...this.#listeners]) listener();
  }
}

/** What is set about one person; the same object as long as nothing about them changes. */
export function settingOf({ people }: PersonSettingsSnapshot, userId: string): PersonSetting {
  return people[userId] ?? DEFAULT_SETTING;
}

/** How loud somebody is to be played: 0 to 1. */
export function loudnessOf({ volume, mutedForMe }: PersonSetting): number {
  return mutedForMe ? 0 : volume;
}

export function isPinned(
  { pinned }: PersonSettingsSnapshot,
  userId: string,
  source: PinnedTile['source'],
): boolean {
  return pinned?.userId === userId && pinned.source === source;
}

function snapshotOf(
  people: PersonSettingsSnapshot['people'],
  pinned: PinnedTile | null,
  hiddenBefore: readonly string[],
): PersonSettingsSnapshot {
  const hidden = Object.entries(people).flatMap(([userId, setting]) =>
    setting?.hidden === true ? [userId] : [],
  );
  const same =
    hidden.length === hiddenBefore.length && hidden.every((id, index) => id === hiddenBefore[index]);
  return { people, hiddenIds: same ? hiddenBefore : hidden, pinned };
}

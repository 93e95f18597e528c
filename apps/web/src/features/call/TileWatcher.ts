import type { Space } from '../../layout/arrangement.ts';

/** A tile as it is on the page: its size in CSS pixels and whether any of it is in the window. */
export interface SeenTile extends Space {
  readonly visible: boolean;
}

export type SeenTiles = ReadonlyMap<string, SeenTile>;

/**
 * Follows the real size and visibility of tiles, whatever brings a change about: layout, panels, zoom, scrolling. Sizes
 * are those of the layout, so a tile that glides to its place already counts as large as it will be there.
 */
export class TileWatcher {
  #tiles: SeenTiles = new Map();
  readonly #keys = new Map<Element, string>();
  readonly #listeners = new Set<() => void>();
  readonly #sizes = new ResizeObserver((entries) => {
    this.#change(
      entries.map(({ target, contentRect: { width, height } }) => [target, { width, height }] as const),
    );
  });
  readonly #sights = new IntersectionObserver((entries) => {
    this.#change(entries.map(({ target, isIntersecting }) => [target, { visible: isIntersecting }] as const));
  });

  readonly getSnapshot = (): SeenTiles => this.#tiles;

  /** @returns removes the listener. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** @returns ends the watch; the tile is seen no more. */
  watch(element: Element, key: string): () => void {
    this.#keys.set(element, key);
    this.#sizes.observe(element);
    this.#sights.observe(element);
    return () => {
      this.#keys.delete(element);
      this.#sizes.unobserve(element);
      this.#sights.unobserve(element);
      if ([...this.#keys.values()].includes(key)) return;
      this.#set(new Map([...this.#tiles].filter(([known]) => known !== key)));
    };
  }

  #change(changes: readonly (readonly [Element, Partial<SeenTile>])[]): void {
    const tiles = new Map(this.#tiles);
    for (const [element, change] of changes) {
      const key = this.#keys.get(element);
      // What has just come is taken for visible until the browser says otherwise: its picture is to come at once.
      if (key !== undefined)
        tiles.set(key, { width: 0, height: 0, visible: true, ...tiles.get(key), ...change });
    }
    this.#set(tiles);
  }

  #set(tiles: SeenTiles): void {
    this.#tiles = tiles;
    for (const listener of [...this.#listeners]) listener();
  }
}

import type { ConnectionQuality, EventOf } from '@parley/protocol';

export interface QualityNewsOptions {
  /** Null for somebody who is not here any more. */
  qualityOf(userId: string): ConnectionQuality | null;
  tell(news: EventOf<'people-quality'>): void;
}

/**
 * In a large room, on the evening of a bad network, many connections change their quality every few seconds: everybody is
 * told of all of them at once, and no more often than this.
 */
export const QUALITY_INTERVAL_MS = 1000;

/** Tells a room whose connections have another quality now: at once, and then once a second at most. */
export class QualityNews {
  readonly #options: QualityNewsOptions;
  readonly #changed = new Set<string>();
  #toldAtMs = -Infinity;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: QualityNewsOptions) {
    this.#options = options;
  }

  note(userId: string): void {
    this.#changed.add(userId);
    if (this.#timer !== null) return;
    const waitMs = this.#toldAtMs + QUALITY_INTERVAL_MS - performance.now();
    if (waitMs <= 0) this.#tell();
    else this.#timer = setTimeout(() => this.#tell(), waitMs);
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#changed.clear();
  }

  #tell(): void {
    this.#timer = null;
    const people = this.#takeNews();
    if (people.length === 0) return;
    this.#toldAtMs = performance.now();
    this.#options.tell({ people });
  }

  #takeNews(): EventOf<'people-quality'>['people'] {
    const people = [];
    for (const userId of this.#changed) {
      const quality = this.#options.qualityOf(userId);
      if (quality !== null) people.push({ userId, quality });
    }
    this.#changed.clear();
    return people;
  }
}

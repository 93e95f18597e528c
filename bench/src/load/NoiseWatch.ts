/** Noises of one kind: how many there were, and how many of them were taken for a voice at first. */
export interface NoiseCount {
  readonly made: number;
  readonly heard: number;
}

export type Noise = 'cough' | 'type';

interface MadeNoise {
  readonly userId: string;
  readonly what: Noise;
  readonly atMs: number;
  heard: boolean;
}

/** Whoever is chosen this late is chosen for something else. */
const HEARD_WITHIN_MS = 1500;

/**
 * Counts which noises were loud enough for the server to forward them as a voice, which shows that they reached the
 * detector of speakers. Told whose voices are forwarded, in the order in which it happens.
 */
export class NoiseWatch {
  readonly #noises: MadeNoise[] = [];
  #forwardedIds: readonly string[] = [];

  /** From now on exactly these voices are forwarded. */
  forwarded(userIds: readonly string[], nowMs: number): void {
    const newIds = new Set(userIds.filter((id) => !this.#forwardedIds.includes(id)));
    this.#forwardedIds = userIds;
    for (const noise of this.#noises) {
      if (newIds.has(noise.userId) && nowMs - noise.atMs <= HEARD_WITHIN_MS) noise.heard = true;
    }
  }

  /** Somebody begins to make a noise. Of one who is forwarded already nobody could tell what for: not counted. */
  made(userId: string, what: Noise, nowMs: number): void {
    if (this.#forwardedIds.includes(userId)) return;
    this.#noises.push({ userId, what, atMs: nowMs, heard: false });
  }

  count(what: Noise): NoiseCount {
    const noises = this.#noises.filter((noise) => noise.what === what);
    return { made: noises.length, heard: noises.filter(({ heard }) => heard).length };
  }
}

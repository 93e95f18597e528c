import { SfuError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { RoomMedia, type RoomMediaOptions } from '../media/RoomMedia.ts';
import { Minutes, type MinutesParts } from './Minutes.ts';

export interface LiveParts {
  media: RoomMedia;
  minutes: Minutes;
}

/** What a room has while people meet in it. Made for the first who joins: people who wait hold no media. */
export class Live {
  readonly #options: () => RoomMediaOptions;
  readonly #minutesParts: MinutesParts;
  readonly #logger: Logger;
  #media: RoomMedia | null = null;
  #minutes: Minutes | null = null;
  #opening: Promise<LiveParts> | null = null;
  #closed = false;

  constructor(options: () => RoomMediaOptions, minutesParts: MinutesParts, logger: Logger) {
    this.#options = options;
    this.#minutesParts = minutesParts;
    this.#logger = logger;
  }

  get media(): RoomMedia | undefined {
    return this.#media ?? undefined;
  }

  get minutes(): Minutes | undefined {
    return this.#minutes ?? undefined;
  }

  /** @throws {SfuError} INTERNAL when every worker is being replaced, and none comes; ROOM_NOT_FOUND when it closes meanwhile */
  async open(): Promise<LiveParts> {
    const opening = (this.#opening ??= this.#open());
    try {
      return await opening;
    } catch (error) {
      // The next one who joins tries again.
      if (this.#opening === opening) this.#opening = null;
      throw error;
    }
  }

  /** Its worker died: the next {@link open} makes other media. The minutes go on. */
  dropMedia(): void {
    this.#media?.close();
    this.#media = null;
    this.#opening = null;
  }

  close(): void {
    this.#closed = true;
    this.#media?.close();
  }

  async #open(): Promise<LiveParts> {
    // The key to the record takes as long to hash as the media take to be made.
    const [media, minutes] = await Promise.all([
      RoomMedia.create(this.#options(), this.#logger),
      this.#minutes ?? Minutes.create(this.#minutesParts),
    ]);
    if (this.#closed || media.closed) {
      media.close();
      throw new SfuError(this.#closed ? 'ROOM_NOT_FOUND' : 'INTERNAL');
    }
    this.#media = media;
    this.#minutes ??= minutes;
    return { media, minutes: this.#minutes };
  }
}

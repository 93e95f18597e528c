import { SfuError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { RoomMedia, type RoomMediaOptions } from '../media/RoomMedia.ts';
import type { MeetingJournal } from './MeetingJournal.ts';
import { Minutes } from './Minutes.ts';

export interface LiveParts {
  media: RoomMedia;
  minutes: Minutes;
}

/** What a room has while people meet in it. Made for the first who joins: people who wait hold no media. */
export class Live {
  readonly #options: () => RoomMediaOptions;
  readonly #journal: MeetingJournal;
  readonly #logger: Logger;
  #parts: LiveParts | null = null;
  #opening: Promise<LiveParts> | null = null;
  #closed = false;

  constructor(options: () => RoomMediaOptions, journal: MeetingJournal, logger: Logger) {
    this.#options = options;
    this.#journal = journal;
    this.#logger = logger;
  }

  get media(): RoomMedia | undefined {
    return this.#parts?.media;
  }

  get minutes(): Minutes | undefined {
    return this.#parts?.minutes;
  }

  /** @throws {SfuError} INTERNAL while every worker is being replaced; ROOM_NOT_FOUND when it closes meanwhile */
  async open(): Promise<LiveParts> {
    this.#opening ??= this.#open();
    try {
      return await this.#opening;
    } catch (error) {
      // The next one who joins tries again.
      this.#opening = null;
      throw error;
    }
  }

  close(): void {
    this.#closed = true;
    this.#parts?.media.close();
  }

  async #open(): Promise<LiveParts> {
    // The key to the record takes as long to hash as the media take to be made.
    const [media, minutes] = await Promise.all([
      RoomMedia.create(this.#options(), this.#logger),
      Minutes.create(this.#journal),
    ]);
    if (this.#closed) {
      media.close();
      throw new SfuError('ROOM_NOT_FOUND');
    }
    this.#parts = { media, minutes };
    return this.#parts;
  }
}

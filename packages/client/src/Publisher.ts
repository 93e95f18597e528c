import type { MediaSource } from '@parley/protocol';
import type { SignalError } from './errors.ts';
import type { LocalSource, RoomStore } from './RoomStore.ts';
import { SourcePublisher } from './SourcePublisher.ts';
import type { DesiredSource, SendLink } from './SourceSender.ts';

export interface PublisherOptions {
  store: RoomStore;
  onOutOfSync: (cause: SignalError) => void;
  /** A source failed while nobody was waiting for it; the store shows it too. */
  onProblem: (error: unknown) => void;
}

/** Audio first: people hear before they see. */
const SOURCES = ['microphone', 'camera', 'screen-audio', 'screen'] as const satisfies readonly MediaSource[];

/** What I want to send, kept across joins, resumes and replaced transports. */
export class Publisher {
  readonly #options: PublisherOptions;
  readonly #sources: Readonly<Record<MediaSource, SourcePublisher>>;

  constructor(options: PublisherOptions) {
    this.#options = options;
    this.#sources = {
      microphone: this.#create('microphone'),
      camera: this.#create('camera'),
      'screen-audio': this.#create('screen-audio'),
      screen: this.#create('screen'),
    };
  }

  set(source: MediaSource, desired: DesiredSource | null): Promise<void> {
    return this.#sources[source].set(desired);
  }

  attach(link: SendLink): void {
    this.#forEach((source) => source.attach(link));
  }

  detach(): void {
    for (const source of SOURCES) this.#sources[source].detach();
  }

  resync(): void {
    this.#forEach((source) => source.resync());
  }

  #forEach(action: (source: SourcePublisher) => Promise<void>): void {
    for (const source of SOURCES) action(this.#sources[source]).catch(this.#options.onProblem);
  }

  #create(source: MediaSource): SourcePublisher {
    const { onOutOfSync } = this.#options;
    return new SourcePublisher({ source, onOutOfSync, onChange: this.#onChange });
  }

  readonly #onChange = (source: MediaSource, local: LocalSource | undefined): void => {
    const { store } = this.#options;
    const { [source]: previous, ...others } = store.getSnapshot().local;
    if (previous === undefined && local === undefined) return;
    store.update({ local: local === undefined ? others : { ...others, [source]: local } });
  };
}

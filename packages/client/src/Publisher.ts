import type { EventOf, MediaSource } from '@parley/protocol';
import { type CameraLimits, strictest } from './cameraLimits.ts';
import { SignalError } from './errors.ts';
import type { LocalSource, RoomStore } from './RoomStore.ts';
import { onRotation } from './rotation.ts';
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

/** Those with layers, of which not all are always wanted. */
const PICTURES = ['camera', 'screen'] as const satisfies readonly MediaSource[];

/** What I want to send, kept across joins, resumes and replaced transports. */
export class Publisher {
  readonly #options: PublisherOptions;
  readonly #sources: Readonly<Record<MediaSource, SourcePublisher>>;
  readonly #cameraLimits = new Map<string, CameraLimits>();
  #stopWatchingRotation: (() => void) | null = null;

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

  /** Null ends what was said under this name. */
  limitCamera(by: string, limits: CameraLimits | null): void {
    if (limits === null) this.#cameraLimits.delete(by);
    else this.#cameraLimits.set(by, limits);
    this.#sources.camera.refresh().catch(this.#options.onProblem);
  }

  attach(link: SendLink): void {
    this.#stopWatchingRotation ??= onRotation(() => this.refreshPictures());
    this.#forEach((source) => source.attach(link));
  }

  detach(): void {
    this.#stopWatchingRotation?.();
    this.#stopWatchingRotation = null;
    for (const source of SOURCES) this.#sources[source].detach();
  }

  resync(): void {
    this.#forEach((source) => source.resync());
  }

  /** What pictures are sent with may have changed: the room's codec, or their size. */
  refreshPictures(): void {
    for (const source of PICTURES) this.#sources[source].refresh().catch(this.#options.onProblem);
  }

  /** The server has turned a source off, on its own account. Resolves nothing: the wish is what it made of it. */
  stopByServer(source: MediaSource): void {
    this.#sources[source].stopByServer().catch(this.#options.onProblem);
  }

  /** The server says which layers of a picture somebody watches. */
  setLayers({ producerId, layers }: EventOf<'producer-layers'>): void {
    for (const source of PICTURES) this.#sources[source].setLayers(producerId, layers);
  }

  /** The send transport is connected, perhaps again. */
  reapplyLayers(): void {
    for (const source of PICTURES) this.#sources[source].reapplyLayers();
  }

  #forEach(action: (source: SourcePublisher) => Promise<void>): void {
    for (const source of SOURCES) action(this.#sources[source]).catch(this.#onFailed);
  }

  /** What the room does not let one send is its rule, not a problem; the store shows it. */
  readonly #onFailed = (error: unknown): void => {
    if (error instanceof SignalError && error.code === 'NOT_ALLOWED') return;
    this.#options.onProblem(error);
  };

  #create(source: MediaSource): SourcePublisher {
    const { onOutOfSync } = this.#options;
    const cameraLimits = () => strictest([...this.#cameraLimits.values()]);
    return new SourcePublisher({ source, cameraLimits, onOutOfSync, onChange: this.#onChange });
  }

  readonly #onChange = (source: MediaSource, local: LocalSource | undefined): void => {
    const { store } = this.#options;
    const { [source]: previous, ...others } = store.getSnapshot().local;
    if (previous === undefined && local === undefined) return;
    store.update({ local: local === undefined ? others : { ...others, [source]: local } });
  };
}

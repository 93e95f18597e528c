import type { ConsumerParameters, EventOf, MediaSource } from '@parley/protocol';
import type { types } from 'mediasoup-client';
import { SignalError } from './errors.ts';
import { fromWireConsumer } from './mediaTypes.ts';
import type { PictureSource, ReceivedPicture, RoomStore } from './RoomStore.ts';
import type { Request } from './SourceSender.ts';
import { changePictures, changeTracks, type PictureChange, type TrackChange } from './users.ts';

export interface SubscriberOptions {
  transport: types.Transport;
  request: Request;
  store: RoomStore;
  onProblem: (error: unknown) => void;
}

/** One stream the server wants to send us. */
interface Subscription {
  readonly parameters: ConsumerParameters;
  /** Null while its receiver is being built. */
  consumer: types.Consumer | null;
  /** The server starts to forward when it knows that the receiver exists, or its first key frame would be lost. */
  resume: 'needed' | 'asked' | 'done';
  /** What the server said last about the picture; null for voices and while it has said nothing. */
  picture: ReceivedPicture | null;
}

/** A voice that is being received. */
export interface ReceivedVoice {
  readonly userId: string;
  readonly consumerId: string;
  readonly producerId: string;
  readonly getStats: () => Promise<RTCStatsReport>;
}

/** Receives what the server forwards: builds receivers in batches and resumes each batch with one request. */
export class Subscriber {
  readonly #options: SubscriberOptions;
  readonly #subscriptions = new Map<string, Subscription>();

  constructor(options: SubscriberOptions) {
    this.#options = options;
  }

  /** Builds the receivers of a batch in one negotiation; resolves when they exist. Never rejects. */
  async add(batch: readonly ConsumerParameters[]): Promise<void> {
    await this.#build(this.#rememberNew(batch));
  }

  /**
   * What there is to receive at the join. One person comes first, in a small negotiation of their own: ICE and DTLS begin
   * while the long one for everybody else runs. In a room of ten that halves the time to the first picture and adds about a
   * quarter to the time to the last one.
   */
  async addFirst(batch: readonly ConsumerParameters[], activeSpeakerId: string | null): Promise<void> {
    const all = this.#rememberNew(batch);
    const firstUserId = firstToShow(batch, activeSpeakerId);
    await this.#build(all.filter(({ parameters }) => parameters.userId === firstUserId));
    await this.#build(all.filter(({ parameters }) => parameters.userId !== firstUserId));
  }

  remove(consumerIds: readonly string[]): void {
    const removed = consumerIds.flatMap((id) => this.#subscriptions.get(id) ?? []);
    for (const { parameters, consumer } of removed) {
      this.#subscriptions.delete(parameters.id);
      consumer?.close();
    }
    this.#hide(removed);
    this.#forgetPictures(removed);
  }

  /** After a resumed session: what the server lists is all there is, and requests may have been lost. */
  async replace(all: readonly ConsumerParameters[]): Promise<void> {
    const listed = new Set(all.map(({ id }) => id));
    this.remove([...this.#subscriptions.keys()].filter((id) => !listed.has(id)));
    for (const subscription of this.#subscriptions.values()) {
      if (subscription.resume === 'asked') subscription.resume = 'needed';
    }
    await this.add(all);
  }

  /**
   * Asks for media of every receiver that is ready, in one request. That is right before the transport has connected,
   * too: mediasoup starts a resumed consumer, and asks for its key frame, in the moment its transport connects.
   */
  #resumePending(): void {
    const ready = [...this.#subscriptions.values()].filter(
      ({ consumer, resume }) => consumer !== null && resume === 'needed',
    );
    if (ready.length > 0) this.#resume(ready).catch(this.#options.onProblem);
  }

  /** What the server forwards of a picture has changed. */
  setLayers({ consumerId, layers, reason }: EventOf<'consumer-layers'>): void {
    const subscription = this.#subscriptions.get(consumerId);
    if (subscription === undefined) return;
    subscription.picture = { layers, reason: layers === null ? (reason ?? 'sender') : null };
    this.#showPictures([subscription]);
  }

  /** Puts everything at its user in the store: a stream may be announced before the person it belongs to. */
  refresh(): void {
    const all = [...this.#subscriptions.values()];
    this.#show(all);
    this.#showPictures(all.filter(({ picture }) => picture !== null));
  }

  /** The microphones that are being received. */
  voices(): ReceivedVoice[] {
    return [...this.#subscriptions.values()].flatMap(({ parameters, consumer }) => {
      const { id, userId, producerId, source } = parameters;
      if (source !== 'microphone' || consumer === null) return [];
      return [{ userId, consumerId: id, producerId, getStats: () => consumer.getStats() }];
    });
  }

  /** Grows whenever something that arrived is played; stands still where the platform does not say. */
  get arrivals(): number {
    const playedAtMs = [...this.#subscriptions.values()].flatMap(({ consumer }) =>
      (consumer?.rtpReceiver?.getSynchronizationSources() ?? []).map(({ timestamp }) => timestamp),
    );
    return Math.max(0, ...playedAtMs);
  }

  getStats(userId: string, source: MediaSource): Promise<RTCStatsReport | null> {
    for (const { parameters, consumer } of this.#subscriptions.values()) {
      if (parameters.userId === userId && parameters.source === source && consumer !== null) {
        return consumer.getStats();
      }
    }
    return Promise.resolve(null);
  }

  /** The transport is gone, and all receivers with it. */
  close(): void {
    const all = [...this.#subscriptions.values()];
    this.#subscriptions.clear();
    this.#hide(all);
    this.#forgetPictures(all);
  }

  /** Takes note of streams before they are built, so that one that ends meanwhile is never built. */
  #rememberNew(batch: readonly ConsumerParameters[]): Subscription[] {
    const added = batch
      .filter(({ id }) => !this.#subscriptions.has(id))
      .map((parameters): Subscription => ({ parameters, consumer: null, resume: 'needed', picture: null }));
    for (const subscription of added) this.#subscriptions.set(subscription.parameters.id, subscription);
    return added;
  }

  async #build(subscriptions: readonly Subscription[]): Promise<void> {
    if (this.#options.transport.closed) return;
    const current = subscriptions.filter((subscription) => this.#isCurrent(subscription));
    await Promise.all(current.map((subscription) => this.#consume(subscription)));
    if (this.#options.transport.closed) return;
    this.#show(current.filter((subscription) => this.#isCurrent(subscription)));
    this.#resumePending();
  }

  /** mediasoup-client gathers the calls of one tick into one negotiation. One bad stream does not spoil the others. */
  async #consume(subscription: Subscription): Promise<void> {
    const { transport, onProblem } = this.#options;
    try {
      const consumer = await transport.consume(fromWireConsumer(subscription.parameters));
      if (this.#isCurrent(subscription)) subscription.consumer = consumer;
      else consumer.close();
    } catch (error) {
      if (transport.closed || !this.#isCurrent(subscription)) return;
      this.#subscriptions.delete(subscription.parameters.id);
      onProblem(error);
    }
  }

  async #resume(subscriptions: readonly Subscription[]): Promise<void> {
    for (const subscription of subscriptions) subscription.resume = 'asked';
    try {
      const consumerIds = subscriptions.map(({ parameters }) => parameters.id);
      await this.#options.request('resume-consumers', { consumerIds });
      for (const subscription of subscriptions) subscription.resume = 'done';
    } catch (error) {
      for (const subscription of subscriptions) subscription.resume = 'needed';
      if (error instanceof SignalError && error.code === 'DISCONNECTED') return; // `replace` comes with the connection
      throw error;
    }
  }

  #isCurrent(subscription: Subscription): boolean {
    return this.#subscriptions.get(subscription.parameters.id) === subscription;
  }

  #show(subscriptions: readonly Subscription[]): void {
    this.#change(
      subscriptions.flatMap(({ parameters: { userId, source }, consumer }) =>
        consumer === null ? [] : [{ userId, source, track: consumer.track }],
      ),
    );
  }

  /** Takes tracks away, except where a newer consumer of the same source has already put its own there. */
  #hide(subscriptions: readonly Subscription[]): void {
    const users = new Map(this.#options.store.getSnapshot().users.map((user) => [user.id, user]));
    this.#change(
      subscriptions.flatMap(({ parameters: { userId, source }, consumer }) =>
        consumer !== null && users.get(userId)?.tracks[source] === consumer.track
          ? [{ userId, source, track: null }]
          : [],
      ),
    );
  }

  #showPictures(subscriptions: readonly Subscription[]): void {
    const { store } = this.#options;
    const changes = subscriptions.flatMap(({ parameters: { userId, source }, picture }): PictureChange[] =>
      isPictureSource(source) ? [{ userId, source, picture }] : [],
    );
    store.update({ users: changePictures(store.getSnapshot().users, changes) });
  }

  /** What was known of pictures whose consumers are gone, unless another consumer of the same source has come. */
  #forgetPictures(removed: readonly Subscription[]): void {
    const left = [...this.#subscriptions.values()];
    const gone = removed.filter(
      ({ parameters: { userId, source } }) =>
        !left.some(({ parameters }) => parameters.userId === userId && parameters.source === source),
    );
    this.#showPictures(gone.map((subscription) => ({ ...subscription, picture: null })));
  }

  #change(changes: readonly TrackChange[]): void {
    const { store } = this.#options;
    store.update({ users: changeTracks(store.getSnapshot().users, changes) });
  }
}

function isPictureSource(source: MediaSource): source is PictureSource {
  return source === 'camera' || source === 'screen';
}

/** Whose picture to build first: the speaker's, else anybody's; nobody's when there is none. */
function firstToShow(batch: readonly ConsumerParameters[], activeSpeakerId: string | null): string | null {
  const pictures = batch.filter(({ kind }) => kind === 'video');
  const first = pictures.find(({ userId }) => userId === activeSpeakerId) ?? pictures[0];
  return first?.userId ?? null;
}

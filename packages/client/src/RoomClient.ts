import type {
  ChatMessage,
  DeviceClass,
  MediaSource,
  PayloadOf,
  RequestName,
  ResultOf,
  RoomChoices,
  VideoCodec,
  View,
} from '@parley/protocol';
import { AwayReporter } from './AwayReporter.ts';
import { callEventHandlers } from './callEvents.ts';
import { type CameraLimits, PHONE_CAMERA } from './cameraLimits.ts';
import { showMessage } from './chat.ts';
import { DataMeter, type DataUse } from './DataMeter.ts';
import { closeReasonOf } from './closeReason.ts';
import { SignalError } from './errors.ts';
import type { Fault, FaultOptions } from './faults/faults.ts';
import { HostControls } from './HostControls.ts';
import { type JoinOptions, Membership } from './Membership.ts';
import { type ModerationListener, ModerationListeners } from './Moderation.ts';
import { type PreparedMedia, prepareMedia } from './prepareMedia.ts';
import { Publisher } from './Publisher.ts';
import type { RoomClientOptions } from './roomClientOptions.ts';
import { type CloseReason, RoomStore } from './RoomStore.ts';
import { type EventHandlers, SignalClient } from './SignalClient.ts';
import { NetworkWatch } from './NetworkWatch.ts';
import { currentNetwork } from './platform/NetworkChange.ts';
import type { DesiredSource } from './SourceSender.ts';
import { SpeakingTracker } from './SpeakingTracker.ts';
import { StallWatch } from './StallWatch.ts';
import { StageTracker } from './StageTracker.ts';
import { tellLeaving } from './tellLeaving.ts';
import { ViewReporter } from './ViewReporter.ts';
import { VoiceMonitor } from './VoiceMonitor.ts';

/**
 * One participant's membership in one room, once: prepare, join, send, receive, leave. Everything it knows is in `store`.
 *
 * A lost connection is survived: media goes on, the session is resumed or, if the server has forgotten it, joined again
 * with the same name and sources.
 */
export class RoomClient {
  readonly store = new RoomStore();
  /** What hosts do; refused to everybody else. */
  readonly host: HostControls;
  readonly #options: RoomClientOptions;
  readonly #onProblem: (problem: unknown) => void;
  readonly #signal: SignalClient;
  readonly #publisher: Publisher;
  readonly #views: ViewReporter;
  readonly #speaking: SpeakingTracker;
  readonly #stage: StageTracker;
  readonly #membership: Membership;
  readonly #voices: VoiceMonitor;
  readonly #away: AwayReporter;
  readonly #moderation = new ModerationListeners();
  readonly #network: NetworkWatch;
  readonly #stalls: StallWatch;
  readonly #data: DataMeter;
  #preparing: Promise<PreparedMedia> | null = null;
  #leaving = false;
  #closed = false;

  constructor(options: RoomClientOptions) {
    this.#options = options;
    this.#onProblem = options.onProblem ?? ((problem) => console.warn(problem));
    this.#speaking = new SpeakingTracker(this.store);
    this.#stage = new StageTracker(this.store);
    const handlers = callEventHandlers({
      store: this.store,
      speaking: this.#speaking,
      stage: this.#stage,
      moderation: this.#moderation,
      membership: () => this.#membership,
      publisher: () => this.#publisher,
      network: () => this.#network,
      isEnding: () => this.host.ending,
      onProblem: this.#onProblem,
      end: (reason) => this.#end(reason),
    });
    this.#signal = new SignalClient({
      url: options.url,
      socketOptions: options.socketOptions,
      handlers,
      onLost: () => {
        this.#membership.onConnectionLost();
        // Perhaps together with the network; if not, another way for media costs nothing.
        if (this.#network.moves) this.#membership.session?.onNetworkChange();
      },
      onReconnected: () => this.#membership.onReconnected(),
    });
    this.#network = new NetworkWatch({
      store: this.store,
      platform: options.network ?? currentNetwork(),
      onChange: this.#onNetworkChange,
      onDoubt: () => void this.#verifyNetwork(),
    });
    this.#publisher = new Publisher({
      store: this.store,
      onOutOfSync: (cause) => this.#membership.onBroken(cause),
      onProblem: this.#onProblem,
    });
    if (options.device === 'phone') this.#publisher.limitCamera('device', PHONE_CAMERA);
    this.#views = new ViewReporter((shown) => this.#signal.request('set-views', shown), this.#onProblem);
    this.#membership = this.#createMembership(handlers);
    this.host = new HostControls((name, payload) => this.#signal.request(name, payload), this.store);
    const sendAway = (away: boolean) => this.#signal.request('set-away', { away });
    this.#away = new AwayReporter(this.store, sendAway, this.#onProblem);
    this.#data = new DataMeter({
      store: this.store,
      read: () => this.#membership.session?.dataCounters() ?? Promise.resolve([]),
      onProblem: this.#onProblem,
    });
    this.#stalls = new StallWatch({
      store: this.store,
      // Of a machine that stays where it is, ICE itself finds out.
      media: () => (this.#network.moves ? this.#membership.session : null),
      onStall: this.#onNetworkChange,
      onProblem: this.#onProblem,
    });
    this.#voices = new VoiceMonitor({
      store: this.store,
      voices: () => this.#membership.session?.voices() ?? [],
      pinnedIds: () => this.#views.pinnedIds,
      renew: (consumerId) => this.#signal.request('renew-consumer', { consumerId }),
      onProblem: this.#onProblem,
    });
  }

  /**
   * Does everything that is possible before somebody clicks Join: the socket is connected, codecs are known, the DTLS
   * certificate is made. Idempotent; after a failure it may be called again.
   * @throws {SignalError} when the server cannot be reached. @throws {MediaError} `unsupported`.
   */
  async prepare(): Promise<void> {
    await Promise.all([this.#prepareMedia(), this.#signal.connect()]);
  }

  /**
   * Makes a room without joining it. The host key is said only here: whoever joins with it is the host.
   * @throws {SignalError} ROOM_EXISTS, INVALID_ROOM_ID, SERVER_FULL.
   */
  async createRoom(
    roomId?: string,
    choices: RoomChoices & { videoCodec?: VideoCodec } = {},
  ): Promise<{ roomId: string; hostKey: string }> {
    const created = await this.request('create-room', {
      ...choices,
      ...(roomId !== undefined && { roomId }),
    });
    return { roomId: created.roomId, hostKey: created.hostKey };
  }

  /**
   * Joins in one round trip, or waits (status `waiting`) until a host lets one in. When it fails the status is `idle`
   * again and it may be repeated.
   * @throws {SignalError} such as ROOM_FULL, PASSCODE_REQUIRED, REMOVED; after waiting DENIED or MEETING_OVER.
   */
  async join(options: JoinOptions): Promise<void> {
    if (this.#closed) throw new SignalError('DISCONNECTED');
    if (this.store.getSnapshot().status !== 'idle') throw new SignalError('ALREADY_JOINED');
    this.store.update({ status: 'connecting', roomId: options.roomId, displayName: options.displayName });
    try {
      await this.#membership.enter(options);
    } catch (error) {
      if (this.store.getSnapshot().status !== 'closed')
        this.store.update({ status: 'idle', waiting: null, roomId: null, displayName: null });
      // An unanswered join may have happened on the server; without its connection it is undone.
      if (error instanceof SignalError && error.code === 'TIMEOUT') this.#signal.reconnect();
      throw error;
    }
  }

  /**
   * Says what a source should be: a track, paused or not, or null for off. The latest wish wins and is kept over lost
   * connections. Another track replaces the current one without negotiation. The track stays the caller's: it is
   * never stopped here.
   *
   * Resolves when this wish or a later one is in effect, or is remembered because there is no connection yet.
   * @throws {SignalError | MediaError} when it cannot be sent; `store.local` shows it too.
   */
  setSource(source: MediaSource, desired: DesiredSource | null): Promise<void> {
    return this.#closed ? Promise.resolve() : this.#publisher.set(source, desired);
  }

  /**
   * Says which tiles are shown, in device pixels, and on what kind of machine. What is shown nowhere is not received,
   * `upcoming` ones are kept ready. May be called as often as anything changes.
   */
  setViews(views: readonly View[], device?: DeviceClass): void {
    if (!this.#closed) this.#views.set({ views: [...views], ...(device && { device }) });
  }

  /** Puts somebody on everyone's stage, or nobody. @throws {SignalError} NOT_ALLOWED for all but the host. */
  async setSpotlight(userId: string | null): Promise<void> {
    await this.#signal.request('set-spotlight', { userId });
  }

  /** Says whether one is away from the meeting, for the others to see; kept over lost connections. */
  setAway(away: boolean): void {
    if (!this.#closed) this.#away.set(away);
  }

  /**
   * Sends no more of the camera than this, for as long as the reason `by` (a name for it) lasts; null ends it. Of several limits
   * each the strictest counts.
   */
  limitCamera(by: string, limits: CameraLimits | null): void {
    if (!this.#closed) this.#publisher.limitCamera(by, limits);
  }

  /** @throws {SignalError} such as RATE_LIMITED. */
  async raiseHand(raised: boolean): Promise<void> {
    await this.#signal.request('raise-hand', { raised });
  }

  /**
   * Told when a host turns a source of mine off, or asks to hear me. What is sent has changed already; devices are the
   * app's (`publishLocalMedia` switches its own).
   * @returns removes the listener.
   */
  onModeration(listener: ModerationListener): () => void {
    return this.#moderation.add(listener);
  }

  /** @throws {SignalError} such as RATE_LIMITED. */
  async sendChat(text: string): Promise<ChatMessage> {
    const { message } = await this.#signal.request('send-chat', { text });
    if (!this.#closed) showMessage(this.store, message);
    return message;
  }

  /** Statistics of what is received from somebody; null when nothing is. */
  getStats(userId: string, source: MediaSource): Promise<RTCStatsReport | null> {
    return this.#membership.session?.getStats(userId, source) ?? Promise.resolve(null);
  }

  /** What media has cost in this call until now, over all connections it has had. */
  getDataUse(): Promise<DataUse> {
    return this.#data.look();
  }

  /** Any request of the protocol, for tests and tools. Connects first. */
  async request<N extends RequestName>(name: N, payload: PayloadOf<N>): Promise<ResultOf<N>> {
    await this.#signal.connect();
    return this.#signal.request(name, payload);
  }

  /**
   * Has something go wrong for real, for drills and tests, on a server that allows it (`PARLEY_FAULTS`).
   * @throws {SignalError} NOT_ALLOWED
   */
  async simulate(fault: Fault, options: FaultOptions = {}): Promise<void> {
    if (!this.store.getSnapshot().faultsAllowed) throw new SignalError('NOT_ALLOWED');
    const { simulateFault } = await import('./faults/simulateFault.ts');
    const { losePackets } = this.#options;
    await simulateFault(fault, options, { signal: this.#signal, store: this.store, losePackets });
  }

  /**
   * Stops all media at once, tells the server, closes; for hosts the way to the record comes a moment later. Never fails:
   * a server that does not answer notices by itself.
   */
  async leave(): Promise<void> {
    if (this.#closed || this.#leaving) return;
    this.#leaving = true;
    const left = tellLeaving(this.#signal, this.store, this.#membership);
    this.store.update({ status: 'closed', closeReason: 'left', waiting: null });
    this.#membership.close();
    await left;
    this.#end('left');
  }

  /**
   * Closes synchronously, for pages that go away: the server is told, but its answer not awaited. After `leave`, which
   * closes by itself, it changes nothing. Idempotent.
   */
  close(): void {
    if (this.#closed || this.#leaving) return;
    void tellLeaving(this.#signal, this.store, this.#membership);
    this.#end('left');
  }

  /** Whatever connected one until now may lead nowhere. */
  readonly #onNetworkChange = (): void => {
    void this.#signal.verify();
    this.#membership.session?.onNetworkChange();
  };

  /** Where the server can no longer be reached, media has lost its way as well. */
  async #verifyNetwork(): Promise<void> {
    if (!(await this.#signal.verify())) this.#membership.session?.onNetworkChange();
  }

  #prepareMedia(): Promise<PreparedMedia> {
    const { url, handlerFactory, handlerName, fetch = globalThis.fetch.bind(globalThis) } = this.#options;
    const phone = this.#options.device === 'phone';
    this.#preparing ??= prepareMedia({ url, handlerFactory, handlerName, fetch, phone }).catch(
      (error: unknown) => {
        this.#preparing = null;
        throw error;
      },
    );
    return this.#preparing;
  }

  #createMembership(handlers: EventHandlers): Membership {
    return new Membership({
      signal: this.#signal,
      store: this.store,
      publisher: this.#publisher,
      views: this.#views,
      prepareMedia: () => this.#prepareMedia(),
      onLost: (cause) => this.#end(closeReasonOf(cause)),
      onProblem: this.#onProblem,
      onMissed: (missed) => {
        for (const moment of missed) {
          if (moment.name === 'muted') handlers.muted?.(moment.data, moment.number);
          else handlers['unmute-asked']?.(moment.data, moment.number);
        }
      },
    });
  }

  #end(reason: CloseReason): void {
    if (this.#closed) return;
    this.#closed = true;
    // First, so that nobody sees the tracks vanish one by one from a call that looks alive.
    this.store.update({ status: 'closed', closeReason: reason, waiting: null });
    this.#membership.close();
    this.#moderation.clear();
    this.#speaking.close();
    this.#stage.close();
    this.#voices.close();
    this.#away.close();
    this.#network.close();
    this.#stalls.close();
    this.#data.close();
    this.#signal.close();
    this.store.update({ local: {}, speakingIds: [] });
  }
}

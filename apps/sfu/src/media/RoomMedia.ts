import type { VideoCodec } from '@parley/protocol';
import type { types } from 'mediasoup';
import { SfuError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { PeerMedia, type PeerMediaContext, type PeerMediaOptions } from './PeerMedia.ts';
import { RoomCodecs } from './RoomCodecs.ts';
import { RoomPublications } from './RoomPublications.ts';
import type { RoomRouter } from './RoomRouter.ts';
import { RoomRouters } from './RoomRouters.ts';
import { Dynacast } from './subscription/Dynacast.ts';
import type { Publication } from './subscription/SubscribedConsumer.ts';
import type { Speakers } from './subscription/SubscriptionPlanner.ts';
import { AudioMatrix, type AudioRow } from './voices/AudioMatrix.ts';
import { type VoiceLimits, Voices, type VoicesEvents } from './voices/Voices.ts';
import type { WorkerPool } from './WorkerPool.ts';

export interface RoomMediaEvents extends VoicesEvents {
  /** Some members are to send another codec from now on. */
  onVideoCodec(): void;
  /** The worker where everything meets died: all of this is over. */
  onFailed(): void;
  /** Another worker died, and with it the media of these people; the others' goes on. */
  onPeersLost(ownerIds: readonly string[]): void;
}

export interface RoomMediaOptions {
  pool: WorkerPool;
  /** What members are to send while every one of them can decode it. */
  videoCodec: VideoCodec;
  voices: VoiceLimits;
  events: RoomMediaEvents;
}

/**
 * Who is audible besides the active speaker decides only whose picture comes first on a narrow link: pauses between words
 * shall not have everybody's subscriptions planned anew.
 */
const AUDIBLE_DELAY_MS = 1000;

/** The media of one room: its routers, who speaks in it, and the media of each peer by owner id. */
export class RoomMedia {
  readonly #options: RoomMediaOptions;
  readonly #routers: RoomRouters;
  readonly #logger: Logger;
  readonly #peers = new Map<string, PeerMedia>();
  readonly #publications = new RoomPublications(this.#peers);
  readonly #audioMatrix = new AudioMatrix();
  readonly #dynacast: Dynacast;
  readonly #codecs: RoomCodecs;
  #voices: Voices | null = null;
  #audible = '';
  #audibleTimer: NodeJS.Timeout | null = null;

  /** @throws {SfuError} INTERNAL when every worker is being replaced, and none comes */
  static async create(options: RoomMediaOptions, logger: Logger): Promise<RoomMedia> {
    const { pool, voices, events } = options;
    let complete = false;
    // Until then a failure is the rejection of this.
    const onFailed = () => complete && events.onFailed();
    const onBranchLost = (ownerIds: readonly string[]) => media.#onBranchLost(ownerIds);
    const routers = await RoomRouters.create({ pool, onFailed, onBranchLost }, logger);
    const media = new RoomMedia(options, routers, logger);
    try {
      media.#voices = await Voices.create(routers.main.router, voices, media.#withReplanning(events), logger);
    } catch (error) {
      routers.close();
      throw error;
    }
    complete = true;
    return media;
  }

  private constructor(options: RoomMediaOptions, routers: RoomRouters, logger: Logger) {
    this.#options = options;
    this.#routers = routers;
    this.#logger = logger;
    this.#codecs = new RoomCodecs(options.videoCodec, () => options.events.onVideoCodec());
    this.#dynacast = new Dynacast({
      members: () => [...this.#peers.values()],
      speakers: () => this.#speakers,
    });
  }

  get closed(): boolean {
    return this.#routers.closed;
  }

  /** What members are to send now: every one of them can decode it. */
  get videoCodec(): VideoCodec {
    return this.#codecs.videoCodec;
  }

  /** Somebody cannot decode H.264, which phones may send in place of VP8. */
  get lacksH264(): boolean {
    return this.#codecs.lacksH264;
  }

  get activeSpeakerId(): string | null {
    return this.#voices?.activeSpeakerId ?? null;
  }

  /** Whose voices are forwarded to everyone; null when every voice is. */
  get voiceIds(): string[] | null {
    return this.#voices?.voiceIds ?? null;
  }

  /** Who should hear whom, and who does. */
  audioMatrix(): Promise<AudioRow[]> {
    const peers = [...this.#peers.values()].map(({ audio }) => audio);
    return this.#audioMatrix.read(peers, this.voiceIds);
  }

  /**
   * Makes a peer's transports and its first consumers; what it had before goes when they are there. The caller closes what
   * it gets.
   */
  async createPeer(options: PeerMediaOptions): Promise<PeerMedia> {
    const { ownerId } = options;
    const home = await this.#routers.enter(ownerId);
    try {
      const peer = await PeerMedia.create(this.#context(home), options, this.#logger);
      if (this.closed || peer.closed) {
        // Its transports went with the router; what watches them did not.
        peer.close();
        throw new SfuError('ROOM_NOT_FOUND');
      }
      this.#put(ownerId, peer, home);
      // Begun first, so that what the newcomer changes for everybody finds its subscriptions at work.
      const started = peer.subscriptions.start();
      this.#onPeople();
      await started;
      return peer;
    } catch (error) {
      this.removePeer(ownerId);
      // Its worker died meanwhile; there are others.
      if (home.closed && !this.closed) return this.createPeer(options);
      throw error;
    }
  }

  removePeer(ownerId: string): void {
    this.#peers.get(ownerId)?.close();
    this.#peers.delete(ownerId);
    this.#publications.changed();
    this.#routers.leave(ownerId);
    this.#onPeople();
  }

  close(): void {
    this.#stopAudibleTimer();
    this.#dynacast.close();
    this.#voices?.close();
    for (const peer of this.#peers.values()) peer.close();
    this.#peers.clear();
    this.#routers.close();
  }

  #put(ownerId: string, peer: PeerMedia, home: RoomRouter): void {
    this.#peers.get(ownerId)?.close();
    this.#peers.set(ownerId, peer);
    this.#routers.settle(ownerId, home);
    this.#publications.changed();
  }

  #context(home: RoomRouter): PeerMediaContext {
    return {
      router: home.router,
      webRtcServer: home.worker.webRtcServer,
      workerPid: home.worker.pid,
      publicationsFor: (ownerId) => this.#publications.exceptOf(ownerId),
      canConsume: (producerId, rtpCapabilities) => this.#routers.canConsume(producerId, rtpCapabilities),
      reach: ({ producer }) => this.#routers.reach(producer, home),
      voices: () => (this.voiceIds === null ? null : new Set(this.voiceIds)),
      speakers: () => this.#speakers,
      onDemandChanged: () => this.#dynacast.schedule(),
      onPublicationsChanged: () => this.#publications.changed(),
      onProducer: (producer, publication) => {
        this.#routers.adopt(producer, home);
        return this.#onProducer(producer, publication);
      },
    };
  }

  #onBranchLost(ownerIds: readonly string[]): void {
    const lost = ownerIds.filter((id) => this.#peers.has(id));
    // They are back in a moment: nobody is to send another codec because they are fewer meanwhile.
    for (const id of lost) {
      this.#peers.get(id)?.close();
      this.#peers.delete(id);
    }
    this.#publications.changed();
    if (lost.length > 0) this.#options.events.onPeersLost(lost);
  }

  #onPeople(): void {
    this.#voices?.setPeople(this.#peers.size);
    const members = [...this.#peers.values()].map(({ rtpCapabilities }) => rtpCapabilities);
    this.#codecs.setMembers(members, () => this.#producers());
  }

  #producers(): types.Producer[] {
    return [...this.#peers.values()].flatMap(({ publications }) =>
      publications.map(({ producer }) => producer),
    );
  }

  /** Subscriptions depend on who speaks; they are planned before anybody is told. */
  #withReplanning(events: VoicesEvents): VoicesEvents {
    return {
      onLevels: (levels) => {
        this.#onLevels();
        events.onLevels(levels);
      },
      onActiveSpeaker: (ownerId) => {
        this.#scheduleSpeech();
        events.onActiveSpeaker(ownerId);
      },
      onVoices: (ownerIds) => {
        this.#scheduleSpeech();
        events.onVoices(ownerIds);
      },
    };
  }

  get #speakers(): Speakers {
    return { activeId: this.activeSpeakerId, audibleIds: this.#voices?.audibleIds ?? [] };
  }

  /** Levels come four times a second; who is audible changes less often. */
  #onLevels(): void {
    const audible = this.#speakers.audibleIds.toSorted().join();
    if (audible === this.#audible || this.closed) return;
    this.#audible = audible;
    this.#audibleTimer ??= setTimeout(() => this.#scheduleSpeech(), AUDIBLE_DELAY_MS);
  }

  #scheduleSpeech(): void {
    this.#stopAudibleTimer();
    for (const peer of this.#peers.values()) peer.subscriptions.scheduleSpeech();
    this.#dynacast.schedule();
  }

  #stopAudibleTimer(): void {
    if (this.#audibleTimer !== null) clearTimeout(this.#audibleTimer);
    this.#audibleTimer = null;
  }

  async #onProducer(producer: types.Producer, { ownerId, source }: Publication): Promise<void> {
    for (const [id, peer] of this.#peers) {
      if (id !== ownerId) peer.subscriptions.schedule();
    }
    this.#dynacast.schedule();
    this.#codecs.noteNew(producer);
    if (source !== 'microphone') return;
    try {
      // Voices are listened to on the main router, for as long as the microphone exists.
      if ((await this.#routers.reach(producer, this.#routers.main)) === null) return;
      await this.#voices?.add(producer, ownerId);
    } catch (error) {
      if (!producer.closed) throw error;
    }
  }
}

import type { types } from 'mediasoup-client';
import { AudioClipTrack, VideoClipTrack } from '../ClipTrack.ts';
import type { Pacer } from '../Pacer.ts';
import { AudioSender } from './AudioSender.ts';
import type { TransportSequence } from './OutgoingExtensions.ts';
import { RtpSender } from './RtpSender.ts';
import { SendStream } from './SendStream.ts';
import type { SendPacket } from './SendStream.ts';
import { extensionIds, planLayers, withSsrcs } from './sendParameters.ts';
import type { PlannedLayer, SsrcEncoding } from './sendParameters.ts';
import { VideoLayerSender } from './VideoLayerSender.ts';

/** What a sender needs of its transport. */
export interface SendTransport {
  readonly open: boolean;
  readonly cname: string;
  readonly sequence: TransportSequence;
  readonly send: SendPacket;
}

export type ClipTrack = VideoClipTrack | AudioClipTrack;

/** Packets kept for retransmission: about one and a half seconds of the largest layer. */
const VIDEO_HISTORY_PACKETS = 256;
/** More than a second: whoever misses a voice for longer does not wait for it any more. */
const AUDIO_HISTORY_PACKETS = 64;

/** Everything that one producer sends: one stream of audio, or one to three of video. */
export class Sender {
  readonly rtpParameters: types.RtpParameters;
  readonly rtpSender: RtpSender;
  readonly #transport: SendTransport;
  readonly #pacer: Pacer;
  readonly #audio: AudioSender | null = null;
  readonly #layers: readonly VideoLayerSender[] = [];
  #track: ClipTrack | null;
  #paused = false;
  #audioActive = true;

  /** `rtpParameters` have everything but the encodings, which are planned here from the requested ones. */
  constructor(
    transport: SendTransport,
    pacer: Pacer,
    track: ClipTrack,
    rtpParameters: types.RtpParameters,
    requested: readonly types.RtpEncodingParameters[] | undefined,
  ) {
    this.#transport = transport;
    this.#pacer = pacer;
    this.#track = track;
    const planned = track instanceof VideoClipTrack ? planLayers(track.source, requested) : [];
    const wanted = planned.length > 0 ? planned.map(({ encoding }) => encoding) : [requested?.[0] ?? {}];
    const encodings = withSsrcs(wanted, rtpParameters.codecs);
    this.rtpParameters = { ...rtpParameters, encodings };
    if (track instanceof VideoClipTrack) this.#layers = this.#planned(planned, encodings);
    else this.#audio = this.#voice(track, encodings);
    this.rtpSender = new RtpSender({
      rtpParameters: this.rtpParameters,
      encodings,
      track: () => this.#track,
      streams: () => this.streams,
      onEncodings: (changed) => this.#applyEncodings(changed),
    });
    this.#applyEncodings(encodings);
    for (const paced of this.#paced()) pacer.add(paced);
  }

  close(): void {
    for (const paced of this.#paced()) this.#pacer.remove(paced);
  }

  get streams(): SendStream[] {
    return this.#paced().map(({ stream }) => stream);
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
  }

  /** `null` sends nothing until there is a track again. */
  replaceTrack(track: ClipTrack | null): void {
    this.#track = track;
    if (track instanceof AudioClipTrack) this.#audio?.replaceTrack(track);
    if (!(track instanceof VideoClipTrack)) return;
    // Same encodings for the new source: the clip of the same rank, or its largest.
    this.#layers.forEach((layer, index) => {
      const clip = track.source.layers[index] ?? track.source.layers.at(-1);
      if (clip) layer.replaceClip(clip);
    });
  }

  /** Sends the layers up to this one, 0 being the lowest. */
  setMaxSpatialLayer(spatialLayer: number): void {
    this.rtpSender.update((_encoding, index) => ({ active: index <= spatialLayer }));
  }

  requestKeyFrame(ssrc: number): void {
    this.#layers.find(({ stream }) => stream.ssrc === ssrc)?.requestKeyFrame(performance.now());
  }

  #planned(planned: readonly PlannedLayer[], encodings: readonly SsrcEncoding[]): VideoLayerSender[] {
    return planned.flatMap(({ clip, encoding: { scalabilityMode } }, index) => {
      const encoding = encodings[index];
      if (!encoding) return [];
      const stream = this.#stream(encoding);
      const temporalLayers = scalabilityMode !== undefined;
      return [new VideoLayerSender({ stream, clip, temporalLayers, mayStream: () => this.#mayStream() })];
    });
  }

  #voice(track: AudioClipTrack, [encoding]: readonly SsrcEncoding[]): AudioSender | null {
    if (!encoding) return null;
    return new AudioSender(this.#stream(encoding), track, () => this.#audioActive && this.#mayStream());
  }

  #applyEncodings(encodings: readonly types.RtpEncodingParameters[]): void {
    if (this.#audio) this.#audioActive = encodings[0]?.active !== false;
    this.#layers.forEach((layer, index) => {
      const { active, maxFramerate } = encodings[index] ?? {};
      layer.configure({ active: active !== false, maxFramerate });
    });
  }

  #paced(): (AudioSender | VideoLayerSender)[] {
    return this.#audio ? [this.#audio] : [...this.#layers];
  }

  #mayStream(): boolean {
    return (
      this.#transport.open &&
      !this.#paused &&
      this.#track?.enabled === true &&
      this.#track.readyState === 'live'
    );
  }

  #stream(encoding: SsrcEncoding): SendStream {
    const [codec, rtxCodec] = this.rtpParameters.codecs;
    if (!codec) throw new Error('no codec negotiated');
    return new SendStream({
      kind: codec.mimeType.startsWith('video/') ? 'video' : 'audio',
      ssrc: encoding.ssrc,
      payloadType: codec.payloadType,
      clockRate: codec.clockRate,
      rtx: encoding.rtx && rtxCodec ? { ssrc: encoding.rtx.ssrc, payloadType: rtxCodec.payloadType } : null,
      cname: this.#transport.cname,
      mid: this.rtpParameters.mid ?? '0',
      extensionIds: extensionIds(this.rtpParameters),
      transportSequence: this.#transport.sequence,
      historyPackets: codec.mimeType.startsWith('video/') ? VIDEO_HISTORY_PACKETS : AUDIO_HISTORY_PACKETS,
      send: this.#transport.send,
    });
  }
}

import { randomInt } from 'node:crypto';
import type { types } from 'mediasoup-client';
import type { VideoClip, VideoSource } from '../../media/VideoClip.ts';
import { ABS_SEND_TIME_URI, AUDIO_LEVEL_URI, MID_URI, TRANSPORT_CC_URI } from '../../rtp/extensions.ts';
import type { ExtensionIds } from './OutgoingExtensions.ts';

/** An encoding to be sent and the clip that it plays. */
export interface PlannedLayer {
  readonly clip: VideoClip;
  readonly encoding: types.RtpEncodingParameters;
}

/**
 * Chooses a clip for each requested encoding, lowest first, by `scaleResolutionDownBy`. Encodings that no clip is left
 * for are dropped, as browsers do not send layers that their camera is too small for. Several encodings have temporal
 * layers, as mediasoup-client makes browsers have them. A single one has none: see cameraEncodings of the SDK for why.
 */
export function planLayers(
  source: VideoSource,
  encodings: readonly types.RtpEncodingParameters[] | undefined,
): PlannedLayer[] {
  const top = source.layers.at(-1);
  if (!top) throw new Error('video source without layers');
  const requested: readonly types.RtpEncodingParameters[] = encodings?.length ? encodings : [{}];
  const planned: PlannedLayer[] = [];
  const free = [...source.layers];
  for (const { ...encoding } of requested) {
    delete encoding.scalabilityMode;
    const height = top.height / (encoding.scaleResolutionDownBy ?? 1);
    const clip = nearest(free, height);
    if (!clip) break;
    free.splice(0, free.indexOf(clip) + 1);
    planned.push({ clip, encoding });
  }
  if (planned.length === 1) return planned;
  return planned.map(({ clip, encoding }) => ({ clip, encoding: { ...encoding, scalabilityMode: 'L1T3' } }));
}

function nearest(clips: readonly VideoClip[], height: number): VideoClip | null {
  let best: VideoClip | null = null;
  for (const clip of clips) {
    if (best === null || Math.abs(clip.height - height) < Math.abs(best.height - height)) best = clip;
  }
  return best;
}

/** What of these options concerns what bots do: whether lost voice is sent again. As browsers' handlers take it. */
export function withCodecOptions(
  codec: types.RtpCodecParameters,
  { opusNack = false }: types.ProducerCodecOptions = {},
): types.RtpCodecParameters {
  if (codec.mimeType.toLowerCase() !== 'audio/opus' || opusNack) return codec;
  return { ...codec, rtcpFeedback: codec.rtcpFeedback?.filter(({ type }) => type !== 'nack') ?? [] };
}

export type SsrcEncoding = types.RtpEncodingParameters & { readonly ssrc: number };

/** Gives encodings an SSRC each, and one for retransmissions where these are negotiated. */
export function withSsrcs(
  encodings: readonly types.RtpEncodingParameters[],
  codecs: readonly types.RtpCodecParameters[],
): SsrcEncoding[] {
  const useRtx = codecs.some(({ mimeType }) => /\/rtx$/i.test(mimeType));
  return encodings.map((encoding) => ({
    ...encoding,
    ssrc: randomSsrc(),
    ...(useRtx && { rtx: { ssrc: randomSsrc() } }),
  }));
}

export function extensionIds({ headerExtensions = [] }: types.RtpParameters): ExtensionIds {
  const idOf = (wanted: string): number | undefined => headerExtensions.find(({ uri }) => uri === wanted)?.id;
  return {
    mid: idOf(MID_URI),
    absSendTime: idOf(ABS_SEND_TIME_URI),
    transportCc: idOf(TRANSPORT_CC_URI),
    audioLevel: idOf(AUDIO_LEVEL_URI),
  };
}

/** Never 0, nor one of the few that mediasoup keeps for itself (its bandwidth probes use 1234). */
export function randomSsrc(): number {
  return randomInt(0x10000, 2 ** 32);
}

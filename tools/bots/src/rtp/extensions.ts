/** Header extensions that bots implement, by URI. */
export const MID_URI = 'urn:ietf:params:rtp-hdrext:sdes:mid';
export const AUDIO_LEVEL_URI = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level';
export const ABS_SEND_TIME_URI = 'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time';
export const TRANSPORT_CC_URI = 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01';

export interface AudioLevel {
  /** The sender believes that this is speech. */
  readonly voice: boolean;
  /** 0 (loudest) … 127 (silence). */
  readonly levelDbov: number;
}

/** RFC 6464. */
export function writeAudioLevel(target: Buffer, { voice, levelDbov }: AudioLevel): void {
  target.writeUInt8((voice ? 0x80 : 0) | levelDbov, 0);
}

/** RFC 6464. */
export function readAudioLevel(data: Buffer): AudioLevel {
  const octet = data.readUInt8(0);
  return { voice: (octet & 0x80) !== 0, levelDbov: octet & 0x7f };
}

/** 24 bits: seconds as a 6.18 fixed-point number, which wraps around every 64 s. */
export function writeAbsSendTime(target: Buffer, timeMs: number): void {
  target.writeUIntBE(Math.floor((timeMs / 1000) * 2 ** 18) % 2 ** 24, 0, 3);
}

/** Milliseconds, 0 … 64,000. */
export function readAbsSendTimeMs(data: Buffer): number {
  return (data.readUIntBE(0, 3) / 2 ** 18) * 1000;
}

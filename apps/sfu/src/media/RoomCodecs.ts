import type { RtpCapabilities, VideoCodec } from '@parley/protocol';
import type { types } from 'mediasoup';
import { effectiveVideoCodec, everyoneDecodes, isSentIn } from './videoCodec.ts';

/** A producer, as far as it matters for who can see it. */
type Video = Pick<types.Producer, 'kind' | 'rtpParameters'>;

/** What the members of a room are to send, as those change: everybody is to see everybody. */
export class RoomCodecs {
  readonly #wanted: VideoCodec;
  readonly #onChanged: () => void;
  #videoCodec: VideoCodec;
  #lacksH264 = false;

  /**
   * @param wanted to be sent while every member can decode it
   * @param onChanged some members are to send another codec from now on
   */
  constructor(wanted: VideoCodec, onChanged: () => void) {
    this.#wanted = wanted;
    this.#onChanged = onChanged;
    this.#videoCodec = wanted;
  }

  /** What members are to send now: every one of them can decode it. */
  get videoCodec(): VideoCodec {
    return this.#videoCodec;
  }

  /** Somebody cannot decode H.264, which phones may send in place of VP8. */
  get lacksH264(): boolean {
    return this.#lacksH264;
  }

  /** @param sent whatever they send; asked only where it matters, because mediasoup copies the parameters of each */
  setMembers(members: readonly RtpCapabilities[], sent: () => Iterable<Video>): void {
    const [codecBefore, lackedBefore] = [this.#videoCodec, this.#lacksH264];
    this.#videoCodec = effectiveVideoCodec(this.#wanted, members);
    this.#lacksH264 = !everyoneDecodes('h264', members);
    // Where nobody sends H.264 nobody has to know.
    const hides = this.#lacksH264 && !lackedBefore && [...sent()].some((video) => this.#isUnseen(video));
    if (this.#videoCodec !== codecBefore || hides) this.#onChanged();
  }

  /** A video has begun, perhaps before its sender could know who has come meanwhile. */
  noteNew(video: Video): void {
    if (this.#isUnseen(video)) this.#onChanged();
  }

  #isUnseen({ kind, rtpParameters }: Video): boolean {
    return this.#lacksH264 && kind === 'video' && isSentIn('h264', rtpParameters);
  }
}

import { FakeMediaStreamTrack } from 'fake-mediastreamtrack';
import type { FrameQuery } from './FrameLog.ts';
import type { ReceivedStats } from './ReceivedStats.ts';
import type { ReceiveStream } from './ReceiveStream.ts';
import type { TalkSpurt } from './TalkSpurts.ts';

/** The track of a consumer: nothing to play, but figures about what arrives. */
export class ReceivedTrack extends FakeMediaStreamTrack {
  readonly #stream: ReceiveStream;

  constructor(stream: ReceiveStream) {
    super({ kind: stream.kind, id: stream.trackId, label: `remote ${stream.kind}` });
    this.#stream = stream;
  }

  /** When the first such frame came, or `null`. Knows the last 20 s or so. */
  firstFrameAtMs(query: FrameQuery): number | null {
    return this.#stream.firstFrameAtMs(query);
  }

  /** The first spurt of voice that the sender began at this RTP timestamp or later, or `null`. */
  spurtSince(rtpTimestamp: number): TalkSpurt | null {
    return this.#stream.spurtSince(rtpTimestamp);
  }

  stats(): ReceivedStats {
    return this.#stream.stats();
  }
}

import { FakeMediaStreamTrack } from 'fake-mediastreamtrack';
import type { ReceivedStats } from './ReceivedStats.ts';
import type { ReceiveStream } from './ReceiveStream.ts';

/** The track of a consumer: nothing to play, but figures about what arrives. */
export class ReceivedTrack extends FakeMediaStreamTrack {
  readonly #stream: ReceiveStream;

  constructor(stream: ReceiveStream) {
    super({ kind: stream.kind, id: stream.trackId, label: `remote ${stream.kind}` });
    this.#stream = stream;
  }

  stats(): ReceivedStats {
    return this.#stream.stats();
  }
}

import type { types } from 'mediasoup';

export interface MediaPulseOptions {
  /** Both of one client. */
  transports: readonly types.WebRtcTransport[];
  /** Whether packets must be coming: those of a microphone that is on never pause. */
  isSending(): boolean;
}

/**
 * Whether a client's media still reaches this server. ICE knows, but takes half a minute to notice an end; where a voice is
 * being sent, its packets tell sooner. Who sends nothing is believed what ICE says.
 */
export class MediaPulse {
  readonly #options: MediaPulseOptions;
  #receivedBytes = 0;

  constructor(options: MediaPulseOptions) {
    this.#options = options;
  }

  /** Whether anything has come since the last look. */
  async look(): Promise<boolean> {
    const { transports } = this.#options;
    if (!transports.some(isConnected)) return false;
    const receivedBytes = await receivedBy(transports);
    const hasCome = receivedBytes > this.#receivedBytes;
    this.#receivedBytes = receivedBytes;
    return transports.some(isConnected) && (hasCome || !this.#options.isSending());
  }
}

function isConnected({ closed, iceState, dtlsState }: types.WebRtcTransport): boolean {
  return !closed && dtlsState === 'connected' && (iceState === 'connected' || iceState === 'completed');
}

/** Nothing of a transport that closes meanwhile. */
async function receivedBy(transports: readonly types.WebRtcTransport[]): Promise<number> {
  const reports = await Promise.allSettled(transports.map((transport) => transport.getStats()));
  return reports
    .flatMap((report) => (report.status === 'fulfilled' ? report.value : []))
    .reduce((sum, { bytesReceived }) => sum + bytesReceived, 0);
}

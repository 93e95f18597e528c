import type { types } from 'mediasoup';

export interface MediaPulseOptions {
  /** Of one client; directions are the client's. */
  send: types.WebRtcTransport;
  recv: types.WebRtcTransport;
  /** Whether packets must be coming: those of a microphone that is on never pause. */
  isSending(): boolean;
}

/** What has come over a transport, and what shows that something has. */
interface Count {
  receivedBytes: number;
  /** Media sent to the client. */
  rtpBytes: number;
  sentBytes: number;
}

/**
 * Who sends and receives nothing still asks every few seconds whether the server is there (RFC 7675: every six at most;
 * browsers mostly every two and a half). One that is lost shall end nothing.
 */
const QUIET_AFTER_MS = 13_000;
const NOTHING: Count = { receivedBytes: 0, rtpBytes: 0, sentBytes: 0 };

/**
 * Whether a client's media still reaches this server. ICE knows, but takes half a minute to notice an end. What comes from the
 * client tells sooner: packets of a voice that is being sent, reports of what it receives, and else ICE's own questions.
 */
export class MediaPulse {
  readonly #options: MediaPulseOptions;
  #sendCount = NOTHING;
  #recvCount = NOTHING;
  #cameAtMs = -Infinity;

  constructor(options: MediaPulseOptions) {
    this.#options = options;
  }

  /** Whether anything has come since the last look; where nothing has to, whether anything has lately. */
  async look(): Promise<boolean> {
    const { send, recv } = this.#options;
    if (!isConnected(send) && !isConnected(recv)) return false;
    const [sendCount, recvCount] = await Promise.all([countOf(send), countOf(recv)]);
    const hasCome =
      sendCount.receivedBytes > this.#sendCount.receivedBytes ||
      recvCount.receivedBytes > this.#recvCount.receivedBytes;
    // To what somebody sends, the server itself says much: answers show only where that is not so.
    const hasAsked = isConnected(recv)
      ? hasAnswered(this.#recvCount, recvCount)
      : hasAnswered(this.#sendCount, sendCount);
    this.#sendCount = sendCount;
    this.#recvCount = recvCount;
    if (hasCome || hasAsked) this.#cameAtMs = performance.now();
    const wasHere = performance.now() - this.#cameAtMs < QUIET_AFTER_MS;
    const isHere = this.#options.isSending() ? hasCome : wasHere;
    return isHere && (isConnected(send) || isConnected(recv));
  }
}

function isConnected({ closed, iceState, dtlsState }: types.WebRtcTransport): boolean {
  return !closed && dtlsState === 'connected' && (iceState === 'connected' || iceState === 'completed');
}

/** mediasoup does not count ICE's questions, but its answers: all that it sends where no media goes. */
function hasAnswered(before: Count, now: Count): boolean {
  return now.sentBytes > before.sentBytes && now.rtpBytes === before.rtpBytes;
}

/** Nothing of a transport that closes meanwhile. */
async function countOf(transport: types.WebRtcTransport): Promise<Count> {
  if (transport.closed) return NOTHING;
  const [stats] = await transport.getStats().catch(() => []);
  if (stats === undefined) return NOTHING;
  const { bytesReceived, rtpBytesSent, rtxBytesSent, probationBytesSent, bytesSent } = stats;
  const rtpBytes = rtpBytesSent + rtxBytesSent + probationBytesSent;
  return { receivedBytes: bytesReceived, rtpBytes, sentBytes: bytesSent };
}

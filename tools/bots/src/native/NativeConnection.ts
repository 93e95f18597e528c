import { PeerConnection, Video } from 'node-datachannel';
import type { Track } from 'node-datachannel';
import type { types } from 'mediasoup-client';
import { MEDIA_MID, answerFor, fingerprintsOf, udpCandidates } from './sdp.ts';
import type { ServerTransportParameters } from './sdp.ts';

export interface NativeConnectionOptions extends ServerTransportParameters {
  /** Every RTP and RTCP packet, decrypted. */
  readonly onPacket: (packet: Buffer) => void;
  readonly onStateChange: (state: types.ConnectionState) => void;
}

const STATES: readonly string[] = [
  'connecting',
  'connected',
  'disconnected',
  'failed',
] satisfies types.ConnectionState[];

/** Browsers call a connection disconnected when nothing has come for so long; libjuice when its keep-alives get lost. */
const SILENT_MS = 2500;

/**
 * ICE, DTLS and SRTP towards one mediasoup transport, by libdatachannel. It has exactly one media line: libdatachannel
 * then hands over every packet whatever its SSRC and sends whatever it is given, so that one line carries all streams.
 */
export class NativeConnection {
  readonly #server: ServerTransportParameters;
  readonly #onStateChange: NativeConnectionOptions['onStateChange'];
  readonly #peerConnection: PeerConnection;
  readonly #track: Track;
  readonly #localDescription: Promise<string>;
  #open = false;
  #started = false;
  #closed = false;
  #lastPacketAtMs = -Infinity;
  /** Runs while libjuice takes for disconnected what something still comes from. */
  #silenceTimer: NodeJS.Timeout | null = null;

  constructor({ onPacket, onStateChange, ...server }: NativeConnectionOptions) {
    const candidates = udpCandidates(server.iceCandidates);
    if (candidates.length === 0)
      throw new Error('the server offers no UDP candidate, and bots connect by UDP only');
    this.#server = server;
    this.#onStateChange = onStateChange;
    this.#peerConnection = new PeerConnection('bot', {
      iceServers: [],
      disableAutoNegotiation: true,
      forceMediaTransport: true,
      ...loopbackOnly(candidates),
    });
    const video = new Video(MEDIA_MID, 'SendRecv');
    video.addVP8Codec(96);
    this.#track = this.#peerConnection.addTrack(video);
    this.#track.onOpen(() => (this.#open = true));
    // Also lets go of the track: without this callback the binding keeps the process alive after close().
    this.#track.onClosed(() => (this.#open = false));
    this.#track.onMessage((packet) => {
      if (this.#closed) return;
      this.#lastPacketAtMs = performance.now();
      onPacket(packet);
    });
    this.#peerConnection.onStateChange((state) => {
      // libdatachannel is 'connecting' as soon as it has a local description, which says nothing.
      if (this.#started && !this.#closed && isConnectionState(state)) this.#onState(state);
    });
    this.#localDescription = new Promise((resolve) => this.#peerConnection.onLocalDescription(resolve));
    this.#peerConnection.setLocalDescription('offer');
  }

  /** Connected: packets can be sent. */
  get open(): boolean {
    return this.#open && !this.#closed;
  }

  /** What the server must know before {@link start}: we are the DTLS client. */
  async localDtlsParameters(): Promise<types.DtlsParameters> {
    return { role: 'client', fingerprints: fingerprintsOf(await this.#localDescription) };
  }

  /** Begins ICE and then DTLS. The server drops our first DTLS packet unless it has our fingerprint by now. */
  start(): void {
    if (this.#closed) return;
    this.#started = true;
    this.#onStateChange('connecting');
    this.#peerConnection.setRemoteDescription(answerFor(this.#server), 'answer');
  }

  /** Encrypts and sends an RTP or RTCP packet, whose bytes are copied. `false` when not connected. */
  send(packet: Buffer): boolean {
    if (!this.open) return false;
    try {
      return this.#track.sendMessageBinary(packet);
    } catch (error) {
      // The server ended the connection on libdatachannel's thread, and `onClosed` is still on its way to ours.
      if (this.#track.isOpen()) throw error;
      this.#open = false;
      return false;
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#clearTimer();
    this.#track.close();
    this.#peerConnection.close();
  }

  #onState(state: types.ConnectionState): void {
    this.#clearTimer();
    const silentInMs = this.#lastPacketAtMs + SILENT_MS - performance.now();
    if (state !== 'disconnected' || silentInMs <= 0) this.#onStateChange(state);
    else this.#silenceTimer = setTimeout(() => this.#onState(state), silentInMs);
  }

  #clearTimer(): void {
    if (this.#silenceTimer !== null) clearTimeout(this.#silenceTimer);
    this.#silenceTimer = null;
  }
}

/** libdatachannel gathers no loopback candidates by itself, so a server on loopback is met by binding there. */
function loopbackOnly(candidates: readonly types.IceCandidate[]): { bindAddress?: string } {
  const addresses = candidates.map(({ address }) => address);
  if (addresses.every((address) => address.startsWith('127.'))) return { bindAddress: '127.0.0.1' };
  if (addresses.every((address) => address === '::1')) return { bindAddress: '::1' };
  return {};
}

function isConnectionState(state: string): state is types.ConnectionState {
  return STATES.includes(state);
}

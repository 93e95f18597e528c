import type { DtlsFingerprint, DtlsParameters, IceParameters, TransportParameters } from '@parley/protocol';
import type { types } from 'mediasoup';
import { SfuError } from '../errors.ts';
import { refuseAs } from './refuseAs.ts';

export interface PeerTransportsOptions {
  router: types.Router;
  webRtcServer: types.WebRtcServer;
  /** Of the client's certificate, if it has told them. */
  dtlsFingerprints: readonly DtlsFingerprint[] | undefined;
}

/** Enough for ten people's smallest layers at once; the estimator corrects it within a second either way. */
const INITIAL_OUTGOING_BPS = 2_000_000;
/** A camera in three layers (2.2 Mbps), a screen (2.5 Mbps) and a voice, with headroom. */
const MAX_INCOMING_BPS = 8_000_000;

/** The two transports of one participant; directions are the client's. */
export class PeerTransports {
  readonly send: types.WebRtcTransport;
  readonly recv: types.WebRtcTransport;

  static async create(options: PeerTransportsOptions): Promise<PeerTransports> {
    const [send, recv] = await Promise.allSettled([
      createTransport(options, { maxIncomingBps: MAX_INCOMING_BPS }),
      createTransport(options, {}),
    ]);
    if (send.status === 'fulfilled' && recv.status === 'fulfilled')
      return new PeerTransports(send.value, recv.value);
    // Neither is of use alone.
    for (const result of [send, recv]) if (result.status === 'fulfilled') result.value.close();
    throw send.status === 'rejected' ? send.reason : (recv as PromiseRejectedResult).reason;
  }

  private constructor(send: types.WebRtcTransport, recv: types.WebRtcTransport) {
    this.send = send;
    this.recv = recv;
  }

  get closed(): boolean {
    return this.send.closed;
  }

  get sendParameters(): TransportParameters {
    return toParameters(this.send);
  }

  get recvParameters(): TransportParameters {
    return toParameters(this.recv);
  }

  /** @throws {SfuError} TRANSPORT_NOT_FOUND */
  find(transportId: string): types.WebRtcTransport {
    const transport = [this.send, this.recv].find(({ id }) => id === transportId);
    if (transport === undefined || transport.closed) throw new SfuError('TRANSPORT_NOT_FOUND');
    return transport;
  }

  /** @throws {SfuError} TRANSPORT_NOT_FOUND, TRANSPORT_STATE */
  async connect(transportId: string, dtlsParameters: DtlsParameters): Promise<void> {
    const transport = this.find(transportId);
    // The one thing left that mediasoup refuses here is a second connect.
    await refuseAs('TRANSPORT_STATE', transport.connect({ dtlsParameters }));
  }

  /** @throws {SfuError} TRANSPORT_NOT_FOUND */
  async restartIce(transportId: string): Promise<IceParameters> {
    return this.find(transportId).restartIce();
  }

  close(): void {
    this.send.close();
    this.recv.close();
  }
}

async function createTransport(
  { router, webRtcServer, dtlsFingerprints }: PeerTransportsOptions,
  { maxIncomingBps }: { maxIncomingBps?: number },
): Promise<types.WebRtcTransport> {
  const transport = await router.createWebRtcTransport({
    webRtcServer,
    enableUdp: true,
    enableTcp: true,
    preferUdp: true,
    initialAvailableOutgoingBitrate: INITIAL_OUTGOING_BPS,
  });
  try {
    await Promise.all([
      maxIncomingBps !== undefined && transport.setMaxIncomingBitrate(maxIncomingBps),
      // With the client's certificate known, DTLS can begin with the client's first packet.
      dtlsFingerprints !== undefined &&
        transport.connect({ dtlsParameters: { role: 'client', fingerprints: [...dtlsFingerprints] } }),
    ]);
  } catch (error) {
    transport.close();
    throw error;
  }
  return transport;
}

function toParameters(transport: types.WebRtcTransport): TransportParameters {
  const { id, iceParameters, iceCandidates, dtlsParameters } = transport;
  return { id, iceParameters, iceCandidates, dtlsParameters };
}

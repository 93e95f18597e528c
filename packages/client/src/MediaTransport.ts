import type { types } from 'mediasoup-client';
import { IceRestarter } from './IceRestarter.ts';
import { toWireDtlsParameters } from './mediaTypes.ts';
import { LatestWay } from './platform/LatestWay.ts';
import type { SignalClient } from './SignalClient.ts';

export interface MediaTransportOptions {
  transport: types.Transport;
  signal: SignalClient;
  /** The server connected its side in the join already, by the fingerprints it was given. */
  connectedByServer: boolean;
  /** Also after an ICE restart, during which a transport may stay connected. */
  onStateChange: () => void;
  /** The transport is beyond repair. */
  onBroken: (cause: unknown) => void;
}

/** One mediasoup transport with its connection to the server: DTLS at first, ICE restarts later. */
export class MediaTransport {
  readonly transport: types.Transport;
  readonly #signal: SignalClient;
  readonly #options: MediaTransportOptions;
  readonly #iceRestarter: IceRestarter;
  readonly #latestWay: LatestWay;

  constructor(options: MediaTransportOptions) {
    this.#options = options;
    this.#signal = options.signal;
    this.transport = options.transport;
    this.#latestWay = new LatestWay(this.transport.handler);
    this.#iceRestarter = new IceRestarter({
      canRestart: () => this.#signal.ready,
      restart: () => this.#restartIce(),
      onGiveUp: options.onBroken,
    });
    this.transport.on('connect', this.#onConnect);
    this.transport.on('connectionstatechange', this.#onStateChange);
  }

  get state(): types.ConnectionState {
    return this.transport.connectionState;
  }

  /** The server can be reached again: repair what broke meanwhile. */
  recheck(): void {
    this.#iceRestarter.recheck();
  }

  /** What connected it until now may be gone, whatever its state. */
  onNetworkChange(): void {
    this.#iceRestarter.onNetworkChange();
  }

  /** Closes the transport with its producers and consumers. */
  close(): void {
    this.#iceRestarter.close();
    this.transport.close(); // removes its listeners too
  }

  readonly #onConnect = (
    { dtlsParameters }: { dtlsParameters: types.DtlsParameters },
    callback: () => void,
    errback: (error: Error) => void,
  ): void => {
    if (this.#options.connectedByServer) {
      callback();
      return;
    }
    this.#signal
      .request('connect-transport', {
        transportId: this.transport.id,
        dtlsParameters: toWireDtlsParameters(dtlsParameters),
      })
      .then(callback, errback);
  };

  readonly #onStateChange = (state: types.ConnectionState): void => {
    this.#iceRestarter.observe(state);
    this.#options.onStateChange();
  };

  async #restartIce(): Promise<void> {
    const { iceParameters, iceServers } = await this.#signal.request('restart-ice', {
      transportId: this.transport.id,
    });
    if (this.transport.closed) return;
    await this.#updateIceServers(iceServers);
    if (this.transport.closed) return;
    this.#latestWay.onRestart();
    await this.transport.restartIce({ iceParameters });
    this.#options.onStateChange();
  }

  /** A relay lets nobody in with credentials that have run out. */
  async #updateIceServers(iceServers: RTCIceServer[]): Promise<void> {
    try {
      await this.transport.updateIceServers({ iceServers });
    } catch {
      // Firefox cannot: where they have run out the restart fails, and joining again brings others.
    }
  }
}

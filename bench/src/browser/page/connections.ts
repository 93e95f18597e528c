/** The page's peer connections, which the SDK rightly hides: their figures and states are what is measured here. */
const connections: RTCPeerConnection[] = [];
const listeners = new Set<(connection: RTCPeerConnection) => void>();

/** Must run before the SDK makes its first connection. */
export function watchConnections(): void {
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
      this.addEventListener('connectionstatechange', () => {
        if (this.connectionState === 'connected') for (const listener of listeners) listener(this);
      });
    }
  };
}

/** Calls back when a connection that receives media is connected. @returns stops it. */
export function onReceivingConnected(callback: () => void): () => void {
  const listener = (connection: RTCPeerConnection) => {
    if (connection.getTransceivers().some(({ direction }) => direction === 'recvonly')) callback();
  };
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Whether somebody's audio is being played out. */
export function hearsAnything(): boolean {
  return connections
    .flatMap((connection) => connection.getReceivers())
    .some((receiver) => receiver.track.kind === 'audio' && receiver.getSynchronizationSources().length > 0);
}

/** Bytes sent so far: media, retransmissions and feedback, encrypted, without UDP and IP headers. */
export async function sentBytes(): Promise<number> {
  const reports = await Promise.all(connections.map((connection) => connection.getStats()));
  return reports
    .flatMap((report) => [...report.values()] as RTCStats[])
    .filter((stats): stats is RTCTransportStats => stats.type === 'transport')
    .reduce((total, stats) => total + (stats.bytesSent ?? 0), 0);
}

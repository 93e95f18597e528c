/** What mediasoup-client's handlers of browsers have inside; others have none of it. */
interface HasConnection {
  readonly _pc?: { setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> };
}

/** `a=candidate:<foundation> <component> <transport> <priority> …` */
const PRIORITY = /^(a=candidate:\S+ \d+ \S+ )\d+/gm;
/** Below what any end of a browser's own has, also that at a relay. */
const FIRST_PRIORITY = 1000;

/**
 * Makes the way that an ICE restart finds the one that is used as soon as it works. Chromium and Safari keep a way that
 * leads nowhere for 3.5 s (2.5 s without a packet, and one more) where its network ranks above the new one, which of two
 * alike is chance, or where it ranks above by its kind: UDP above TCP, and both above a relay. What counts first is the lower of
 * the priorities of both ends, so the server's candidates all have the same low one, and a higher one with every restart: the latest
 * ways rank above all former ones, and among themselves as the browser's own ends do (UDP, TCP, relays). mediasoup-client
 * repeats the candidates of the join: they are changed on their way to the connection.
 */
export class LatestWay {
  #restarts = 0;

  /** @param handler of a mediasoup-client transport */
  constructor(handler: object) {
    const { _pc: connection } = handler as HasConnection;
    if (connection === undefined) return;
    const apply = connection.setRemoteDescription.bind(connection);
    Object.defineProperty(connection, 'setRemoteDescription', {
      value: ({ type, sdp = '' }: RTCSessionDescriptionInit) =>
        apply({ type, sdp: withPriorities(sdp, FIRST_PRIORITY + this.#restarts) }),
    });
  }

  /** The next description belongs to a restart. */
  onRestart(): void {
    this.#restarts += 1;
  }
}

function withPriorities(sdp: string, priority: number): string {
  return sdp.replace(PRIORITY, (_, before: string) => `${before}${priority}`);
}

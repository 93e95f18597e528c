import type { Sfu } from '@parley/sfu';

/** What mediasoup sends of one stream to one person. */
interface Stream {
  readonly kind: string;
  pause: () => Promise<void>;
  resume: () => Promise<void>;
}

/** The server's end of what carries everything to one person. */
export interface Downlink {
  readonly streams: Stream[];
  /** 0 ends the limit. */
  limit: (bitrateBps: number) => Promise<void>;
}

/** Follows the transport over which the first person receives. Before anybody joins. */
export function followFirstDownlink(sfu: Sfu, onDownlink: (downlink: Downlink) => void): void {
  let joined = 0;
  sfu.pool.workers.at(0)?.worker.observer.on('newrouter', (router) => {
    router.observer.on('newtransport', (transport) => {
      // Everybody has two, one for each direction.
      if (transport.type !== 'webrtc' || joined++ >= 2) return;
      const streams: Stream[] = [];
      transport.observer.on('newconsumer', (consumer) => {
        streams.push(consumer);
        onDownlink({ streams, limit: (bitrateBps) => transport.setMaxOutgoingBitrate(bitrateBps) });
      });
    });
  });
}

import type { Sfu } from '@parley/sfu';

/** What mediasoup sends of one voice to one person. */
interface Stream {
  pause: () => Promise<void>;
  resume: () => Promise<void>;
}

/** The server's end of what carries everything to one person. */
export interface Downlink {
  /** 0 ends the limit. */
  limit: (bitrateBps: number) => Promise<void>;
  /** From now on no packet of any voice goes out, whatever the server believes. The result lets those go that are made later. */
  silence: () => () => void;
}

/** What decides how much is sent; the server moves both while it looks for the rate of a narrow link. */
interface Rates {
  setMaxOutgoingBitrate: (bps: number) => Promise<void>;
  setMinOutgoingBitrate: (bps: number) => Promise<void>;
}

/** The transport sends no more than the limit, whatever the server asks of it meanwhile. */
function limiterOf(transport: Rates): Downlink['limit'] {
  const setMax = transport.setMaxOutgoingBitrate.bind(transport);
  const setMin = transport.setMinOutgoingBitrate.bind(transport);
  return async (bitrateBps) => {
    const limited = bitrateBps > 0;
    await setMin(0);
    await setMax(bitrateBps);
    transport.setMinOutgoingBitrate = limited ? () => Promise.resolve() : setMin;
    transport.setMaxOutgoingBitrate = limited
      ? (bps) => setMax(bps > 0 ? Math.min(bps, bitrateBps) : bitrateBps)
      : setMax;
  };
}

/** A server that believes it forwards and does not. */
function mute(stream: Stream): void {
  stream.resume = () => Promise.resolve();
  stream.pause().catch(() => undefined); // closed long ago
}

/** Follows the transport over which the first person receives. Before anybody joins. */
export function followFirstDownlink(sfu: Sfu, onDownlink: (downlink: Downlink) => void): void {
  let joined = 0;
  sfu.pool.workers.at(0)?.worker.observer.on('newrouter', (router) => {
    router.observer.on('newtransport', (transport) => {
      // Everybody has two, one for each direction.
      if (transport.type !== 'webrtc' || joined++ >= 2) return;
      const streams: Stream[] = [];
      let silenced = false;
      const silence = () => {
        silenced = true;
        streams.forEach(mute);
        return () => {
          silenced = false;
        };
      };
      const downlink = { limit: limiterOf(transport), silence };
      transport.observer.on('newconsumer', (consumer) => {
        onDownlink(downlink);
        if (consumer.kind !== 'audio') return;
        streams.push(consumer);
        if (silenced) mute(consumer);
      });
    });
  });
}

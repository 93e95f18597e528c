import type { BrowserContext, Page } from 'playwright-core';

/** Lets {@link receivedVideoBytes} find a page's connections. Before the page loads. */
export async function watchConnections(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const connections: RTCPeerConnection[] = [];
    window.connections = connections;
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        connections.push(this);
      }
    };
  });
}

/** Bytes of all video that has arrived at a page so far, without retransmissions. */
export function receivedVideoBytes(page: Page): Promise<number> {
  return page.evaluate(async () => {
    let bytes = 0;
    for (const connection of window.connections) {
      for (const report of (await connection.getStats()).values()) {
        const { type, kind, bytesReceived } = report as RTCInboundRtpStreamStats;
        if (type === 'inbound-rtp' && kind === 'video') bytes += bytesReceived ?? 0;
      }
    }
    return bytes;
  });
}

/** Heights of the pictures that arrive at a page now, of each the latest. */
export function receivedHeights(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const heights: number[] = [];
    for (const connection of window.connections) {
      for (const report of (await connection.getStats()).values()) {
        const { type, kind, framesPerSecond, frameHeight } = report as RTCInboundRtpStreamStats;
        if (type === 'inbound-rtp' && kind === 'video' && (framesPerSecond ?? 0) > 0)
          heights.push(frameHeight ?? 0);
      }
    }
    return heights;
  });
}

declare global {
  interface Window {
    connections: RTCPeerConnection[];
  }
}

import type { Page } from 'playwright-core';

/** How media travels: over which protocol, and whether a relay carries it. */
export interface Way {
  readonly protocol: string;
  readonly type: string;
  /** How the relay is reached; absent without one. */
  readonly relayProtocol?: string;
}

/** The ways of a page's connections that are in use. Its context must be given to `watchConnections` first. */
export function ways(page: Page): Promise<Way[]> {
  return page.evaluate(async () => {
    const found: Way[] = [];
    for (const connection of window.connections) {
      if (connection.connectionState !== 'connected') continue;
      const reports = await connection.getStats();
      const all = [...reports.values()] as RTCTransportStats[];
      const pairId = all.find(({ type }) => type === 'transport')?.selectedCandidatePairId ?? '';
      const pair = reports.get(pairId) as RTCIceCandidatePairStats | undefined;
      const local = reports.get(pair?.localCandidateId ?? '') as
        { protocol: string; candidateType: string; relayProtocol?: string } | undefined;
      if (local === undefined) continue;
      const { protocol, candidateType: type, relayProtocol } = local;
      found.push({ protocol, type, ...(relayProtocol !== undefined && { relayProtocol }) });
    }
    return found;
  });
}

/** From where a page could send now, as far as its browser knows. */
export function addresses(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const connection = new RTCPeerConnection();
    connection.createDataChannel('nothing');
    const found: string[] = [];
    const gathered = new Promise<void>((resolve) => {
      connection.addEventListener('icecandidate', ({ candidate }) => {
        if (candidate === null) resolve();
        else if (candidate.address !== null) found.push(candidate.address);
      });
    });
    await connection.setLocalDescription();
    await gathered;
    connection.close();
    return found;
  });
}

/** Packets of voices that have arrived at a page so far. */
export function voicePackets(page: Page): Promise<number> {
  return page.evaluate(async () => {
    let packets = 0;
    for (const connection of window.connections) {
      for (const report of (await connection.getStats()).values()) {
        const { type, kind, packetsReceived } = report as RTCInboundRtpStreamStats;
        if (type === 'inbound-rtp' && kind === 'audio') packets += packetsReceived ?? 0;
      }
    }
    return packets;
  });
}

/** What a page would send of its camera: one entry for each layer, the lowest first. */
export function cameraLayers(page: Page): Promise<boolean[]> {
  return page.evaluate(() =>
    window.connections
      .flatMap((connection) => connection.getSenders())
      .filter(({ track }) => track?.kind === 'video')
      .flatMap((sender) => sender.getParameters().encodings.map(({ active }) => active ?? true)),
  );
}

/** Undoes what was set: every layer is sent again. */
export function sendAllLayers(page: Page): Promise<void> {
  return page.evaluate(async () => {
    for (const sender of window.connections.flatMap((connection) => connection.getSenders())) {
      if (sender.track?.kind !== 'video') continue;
      const parameters = sender.getParameters();
      for (const encoding of parameters.encodings) encoding.active = true;
      await sender.setParameters(parameters);
    }
  });
}

/** The names that a page's open connections have for ICE: each restart gives them others. */
export function iceNames(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    window.connections
      .filter(({ connectionState }) => connectionState !== 'closed')
      .flatMap(
        ({ localDescription }) => /^a=ice-ufrag:(.+)$/m.exec(localDescription?.sdp ?? '')?.[1]?.trim() ?? [],
      ),
  );
}

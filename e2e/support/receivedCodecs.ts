import type { Page } from 'playwright-core';

/**
 * Codecs (such as `VP9`) of the videos of which a page decodes frames now. The page's context must be given to
 * `watchConnections` first.
 */
export function receivedCodecs(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const read = async () => {
      const decoded = new Map<string, { frames: number; codec: string }>();
      for (const connection of window.connections) {
        const reports = await connection.getStats();
        for (const report of reports.values() as Iterable<RTCInboundRtpStreamStats>) {
          if (report.type !== 'inbound-rtp' || report.kind !== 'video') continue;
          const codec = reports.get(report.codecId ?? '') as { mimeType: string } | undefined;
          decoded.set(report.id, {
            frames: report.framesDecoded ?? 0,
            codec: codec?.mimeType.split('/')[1] ?? '?',
          });
        }
      }
      return decoded;
    };
    const before = await read();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return [...(await read())]
      .filter(([id, { frames }]) => frames > (before.get(id)?.frames ?? 0))
      .map(([, { codec }]) => codec);
  });
}

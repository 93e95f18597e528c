import type { Page } from 'playwright-core';

/** How many media sections each connection of a page has negotiated. The page's context must be given to `watchConnections` first. */
export function mediaSections(page: Page): Promise<number[]> {
  return page.evaluate(() =>
    window.connections.map(
      ({ currentLocalDescription }) => currentLocalDescription?.sdp.match(/^m=/gm)?.length ?? 0,
    ),
  );
}

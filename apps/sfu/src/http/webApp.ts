import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import compression from 'compression';
import express, { type Request, type Response, Router } from 'express';
import { previewLanguages, withLinkPreview } from './linkPreview.ts';

/** Vite names assets by their content, so a browser may keep them for good; the page itself is asked for each time. */
const ASSET_MAX_AGE_MS = 365 * 24 * 3600 * 1000;

/**
 * Serves the built web app; every page is a route of the same document.
 * @param trustProxy whether a proxy in front says how it was called
 */
export function webApp(webDir: string, trustProxy: boolean): Router {
  const router = Router();
  const index = join(webDir, 'index.html');
  router.use(compression());
  router.use(
    '/assets',
    express.static(join(webDir, 'assets'), { immutable: true, maxAge: ASSET_MAX_AGE_MS, index: false }),
  );
  router.use(express.static(webDir, { index: false }));
  router.get(['/', '/r/:roomId'], async (request, response) => {
    response.set('Cache-Control', 'no-cache');
    // Read each time: a build beside the running server is served at once.
    const page = await readFile(index, 'utf8').catch(() => null);
    if (page === null) notBuilt(response);
    else sendPage(response, withLinkPreview(page, languageOf(request), originOf(request, trustProxy)));
  });
  return router;
}

function sendPage(response: Response, page: string): void {
  response.vary('Accept-Language');
  response.type('html').send(page);
}

function languageOf(request: Request): (typeof previewLanguages)[number] {
  const accepted = request.acceptsLanguages(...previewLanguages);
  return previewLanguages.find((language) => language === accepted) ?? previewLanguages[0];
}

function originOf(request: Request, trustProxy: boolean): string {
  const forwarded = (name: string) => (trustProxy ? request.get(name)?.split(',')[0]?.trim() : undefined);
  const protocol = forwarded('x-forwarded-proto') ?? request.protocol;
  return `${protocol}://${forwarded('x-forwarded-host') ?? request.get('host') ?? ''}`;
}

function notBuilt(response: Response): void {
  response.status(503).type('text').send('The web app is not built. Run "npm start" or "npm run build".\n');
}

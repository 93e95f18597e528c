import { existsSync } from 'node:fs';
import { join } from 'node:path';
import compression from 'compression';
import express, { Router } from 'express';

/** Vite names assets by their content, so a browser may keep them for good; the page itself is asked for each time. */
const ASSET_MAX_AGE_MS = 365 * 24 * 3600 * 1000;

/** Serves the built web app; every page is a route of the same document. */
export function webApp(webDir: string): Router {
  const router = Router();
  const index = join(webDir, 'index.html');
  router.use(compression());
  router.use(
    '/assets',
    express.static(join(webDir, 'assets'), { immutable: true, maxAge: ASSET_MAX_AGE_MS, index: false }),
  );
  router.use(express.static(webDir, { index: false }));
  router.get(['/', '/r/:roomId'], (_request, response) => {
    response.set('Cache-Control', 'no-cache');
    if (existsSync(index)) response.sendFile(index);
    else
      response
        .status(503)
        .type('text')
        .send('The web app is not built. Run "npm start" or "npm run build".\n');
  });
  return router;
}

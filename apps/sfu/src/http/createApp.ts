import express, { type Express } from 'express';
import helmet from 'helmet';
import type { Config } from '../config.ts';
import type { Logger } from '../logger.ts';
import type { WorkerPool } from '../media/WorkerPool.ts';
import type { Metrics } from '../metrics.ts';
import type { RoomRegistry } from '../rooms/RoomRegistry.ts';
import { errorHandler, methodNotAllowed, notFound } from './httpErrors.ts';
import { createIceServers } from './iceServers.ts';
import { roomsApi } from './roomsApi.ts';
import { webApp } from './webApp.ts';

export interface AppContext {
  config: Pick<Config, 'webDir' | 'apiKey' | 'iceServers' | 'https'>;
  pool: WorkerPool;
  registry: RoomRegistry;
  metrics: Metrics;
  /** Whether the server takes new work; false while it starts and stops. */
  isReady: () => boolean;
  logger: Logger;
}

/** Everything that is served over HTTP but signaling. */
export function createApp({ config, pool, registry, metrics, isReady, logger }: AppContext): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(securityHeaders(config.https));

  app
    .route('/healthz')
    .get((_request, response) => {
      response.json({ status: 'ok' });
    })
    .all(methodNotAllowed('GET, HEAD'));
  app
    .route('/readyz')
    .get((_request, response) => {
      const ready = isReady();
      response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not-ready' });
    })
    .all(methodNotAllowed('GET, HEAD'));
  app
    .route('/metrics')
    .get(async (_request, response) => {
      response.type(metrics.contentType).send(await metrics.render());
    })
    .all(methodNotAllowed('GET, HEAD'));

  app.use('/api', (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  app
    .route('/api/media')
    .get((_request, response) => {
      response.json({ rtpCapabilities: pool.rtpCapabilities });
    })
    .all(methodNotAllowed('GET, HEAD'));
  app
    .route('/api/ice-servers')
    .get((_request, response) => {
      response.json({ iceServers: createIceServers(config.iceServers, 'guest', Date.now()) });
    })
    .all(methodNotAllowed('GET, HEAD'));
  app.use('/api/rooms', roomsApi({ registry, apiKey: config.apiKey }));

  app.use(webApp(config.webDir));
  app.use(notFound);
  app.use(errorHandler(logger));
  return app;
}

function securityHeaders(https: boolean) {
  return helmet({
    contentSecurityPolicy: {
      directives: {
        'default-src': ["'self'"],
        'connect-src': ["'self'", 'ws:', 'wss:'],
        'img-src': ["'self'", 'data:', 'blob:'],
        'media-src': ["'self'", 'blob:', 'mediastream:'],
        'style-src': ["'self'"],
        'font-src': ["'self'"],
        // On a LAN the page is served over plain HTTP; upgrading its requests would break it.
        'upgrade-insecure-requests': null,
      },
    },
    strictTransportSecurity: https,
  });
}

import { randomUUID } from 'node:crypto';
import type { MediaInfo } from '@parley/protocol';
import express, { type Express } from 'express';
import type { Config } from '../config.ts';
import type { Logger } from '../logger.ts';
import type { WorkerPool } from '../media/WorkerPool.ts';
import type { Metrics } from '../metrics.ts';
import type { RoomRegistry } from '../rooms/RoomRegistry.ts';
import type { SqliteRecords } from '../storage/SqliteRecords.ts';
import { apiRouter } from './api/apiRouter.ts';
import { type OpenApiDocument, openApiDocument } from './api/openApi.ts';
import type { ApiHandlers } from './api/operations.ts';
import { participantHandlers } from './api/participantHandlers.ts';
import { recordHandlers } from './api/recordHandlers.ts';
import { roomHandlers } from './api/roomHandlers.ts';
import { ScanLimit } from './api/ScanLimit.ts';
import { errorHandler, methodNotAllowed, notFound } from './httpErrors.ts';
import { createIceServers } from './iceServers.ts';
import { securityHeaders } from './securityHeaders.ts';
import { webApp } from './webApp.ts';

export interface AppContext {
  config: Pick<Config, 'webDir' | 'apiKey' | 'iceServers' | 'https' | 'trustProxy' | 'peoplePerAddress'>;
  pool: WorkerPool;
  registry: RoomRegistry;
  records: SqliteRecords;
  metrics: Metrics;
  /** Whether the server takes new work; false while it starts and stops. */
  isReady: () => boolean;
  logger: Logger;
}

/** Everything that is served over HTTP but signaling. */
export function createApp(context: AppContext): Express {
  const { config, metrics, isReady, logger } = context;
  const app = express();
  app.disable('x-powered-by');
  app.use(securityHeaders(config));

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
  app.use('/api', apiRouter(apiHandlers(context), { ...config, closed: context.registry.needsToken }));

  app.use(webApp(config.webDir, config.trustProxy));
  app.use(notFound);
  app.use(errorHandler(logger));
  return app;
}

function apiHandlers({ config, pool, registry, records }: AppContext): ApiHandlers {
  let document: OpenApiDocument | undefined;
  const scanLimit = new ScanLimit();
  return {
    ...roomHandlers(registry, scanLimit),
    ...participantHandlers(registry),
    ...recordHandlers(registry, records, scanLimit),
    // mediasoup's type is wider than what it says of itself.
    media: () => ({ json: { rtpCapabilities: pool.rtpCapabilities } as MediaInfo }),
    iceServers: () => ({
      // A name of its own for each: the relay counts by it.
      json: { iceServers: createIceServers(config.iceServers, `guest-${randomUUID()}`, Date.now()) },
    }),
    docs: () => ({ json: { ...(document ??= openApiDocument()) } }),
  };
}

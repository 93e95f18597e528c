import type { EventEmitter } from 'node:events';
import type { MediaWorker } from '../src/media/MediaWorker.ts';
import type { Sfu } from '../src/Sfu.ts';

/** Everything that comes and goes with people, by what it is. */
export type Inventory = Readonly<Record<string, number>>;

/** What there is now: the workers count what they hold, Node its timers and listeners. */
export async function inventoryOf(sfu: Sfu): Promise<Inventory> {
  const workers = await Promise.all(sfu.pool.workers.map(workerInventory));
  const sum = (key: string) => workers.reduce((total, worker) => total + (worker[key] ?? 0), 0);
  return {
    rooms: sfu.registry.rooms.length,
    people: sfu.registry.participantCount,
    sockets: sfu.connectionCount,
    ...Object.fromEntries(Object.keys(workers[0] ?? {}).map((key) => [key, sum(key)])),
    timers: process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length,
    'listeners of the process': listenersOf(process),
  };
}

/** What there is more of than before, of all kinds together. */
export function leftoversBetween(before: Inventory, after: Inventory): number {
  return Object.entries(after).reduce(
    (sum, [key, count]) => sum + Math.max(0, count - (before[key] ?? 0)),
    0,
  );
}

async function workerInventory({
  worker,
  webRtcServer,
  streamCount,
}: MediaWorker): Promise<Record<string, number>> {
  const [{ routerIds, channelMessageHandlers }, server] = await Promise.all([
    worker.dump(),
    webRtcServer.dump(),
  ]);
  return {
    routers: routerIds.length,
    transports: server.webRtcTransportIds.length,
    'ICE names': server.localIceUsernameFragments.length,
    streams: streamCount,
    'handlers in the worker': channelMessageHandlers.channelRequestHandlers.length,
    'listeners of the worker':
      listenersOf(worker) + listenersOf(worker.observer) + listenersOf(webRtcServer.observer),
  };
}

function listenersOf(emitter: Pick<EventEmitter, 'eventNames' | 'listenerCount'>): number {
  return emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0);
}

import type { Sfu } from '../../src/Sfu.ts';
import { startSfu } from '../../testing/startSfu.ts';
import { LoopWatch } from './LoopWatch.ts';

/** What the server says of itself. */
export interface ServerState {
  maxBlockMs: number;
  residentBytes: number;
  /** Everything that people and rooms leave behind them when something is forgotten. */
  left: Record<
    'rooms' | 'participants' | 'connections' | 'routers' | 'transports' | 'streams' | 'timers',
    number
  >;
  /** Keys that objects have which nobody gave them. */
  polluted: string[];
  /** The same worker as at the start. */
  workerPid: number | undefined;
}

export type Question = 'state' | 'reset';
export type Answer = { url: string; rtpCapabilities: object } | ServerState;

/** A server in a process of its own, which answers the parent's questions and ends with it. */
async function main(): Promise<void> {
  const sfu = await startSfu(JSON.parse(process.argv[2] ?? '{}') as Record<string, string>);
  const watch = new LoopWatch();
  process.on('message', (question: Question) => {
    if (question === 'reset') watch.reset();
    void stateOf(sfu, watch).then((state) => process.send?.(state satisfies Answer));
  });
  process.once('disconnect', () => void sfu.close().then(() => process.exit(0)));
  process.send?.({ url: sfu.localUrl, rtpCapabilities: sfu.pool.rtpCapabilities } satisfies Answer);
}

async function stateOf({ registry, pool, connectionCount }: Sfu, watch: LoopWatch): Promise<ServerState> {
  const [worker] = pool.workers;
  const [dump, media] = await Promise.all([worker?.worker.dump(), worker?.webRtcServer.dump()]);
  const prototype: object = {};
  const polluted: string[] = [];
  for (const key in prototype) polluted.push(key);
  return {
    maxBlockMs: watch.maxBlockMs,
    residentBytes: process.memoryUsage.rss(),
    left: {
      rooms: registry.rooms.length,
      participants: registry.participantCount,
      connections: connectionCount,
      routers: dump?.routerIds.length ?? -1,
      transports: media?.webRtcTransportIds.length ?? -1,
      streams: worker?.streamCount ?? -1,
      timers: process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length,
    },
    polluted,
    workerPid: worker?.pid,
  };
}

await main();

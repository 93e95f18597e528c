import type { Benchmark } from './Benchmark.ts';
import { forward } from './benchmarks/forward.ts';
import { join } from './benchmarks/join.ts';
import { memory } from './benchmarks/memory.ts';
import { share } from './benchmarks/share.ts';
import { start } from './benchmarks/start.ts';
import { uplink } from './benchmarks/uplink.ts';
import { web } from './benchmarks/web.ts';

/** Everything there is, in the order in which it runs. */
export const benchmarks: readonly Benchmark[] = [start, web, join, share, uplink, forward, memory];

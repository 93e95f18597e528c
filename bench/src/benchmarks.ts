import type { Benchmark } from './Benchmark.ts';
import { churn } from './benchmarks/churn.ts';
import { control } from './benchmarks/control.ts';
import { dynacast } from './benchmarks/dynacast.ts';
import { forward } from './benchmarks/forward.ts';
import { fuzz } from './benchmarks/fuzz.ts';
import { impaired } from './benchmarks/impaired.ts';
import { join } from './benchmarks/join.ts';
import { layer } from './benchmarks/layer.ts';
import { memory } from './benchmarks/memory.ts';
import { phone } from './benchmarks/phone.ts';
import { phoneDownlink } from './benchmarks/phoneDownlink.ts';
import { phoneNetwork } from './benchmarks/phoneNetwork.ts';
import { pipe } from './benchmarks/pipe.ts';
import { recover } from './benchmarks/recover.ts';
import { room50 } from './benchmarks/room50.ts';
import { scale } from './benchmarks/scale.ts';
import { share } from './benchmarks/share.ts';
import { speaker } from './benchmarks/speaker.ts';
import { squeeze } from './benchmarks/squeeze.ts';
import { socketDrop } from './benchmarks/socketDrop.ts';
import { start } from './benchmarks/start.ts';
import { udpBlocked } from './benchmarks/udpBlocked.ts';
import { uplink } from './benchmarks/uplink.ts';
import { view } from './benchmarks/view.ts';
import { voices } from './benchmarks/voices.ts';
import { web } from './benchmarks/web.ts';

/** Everything there is, in the order in which it runs. */
export const benchmarks: readonly Benchmark[] = [
  start,
  web,
  join,
  share,
  uplink,
  forward,
  memory,
  view,
  dynacast,
  layer,
  speaker,
  voices,
  control,
  squeeze,
  impaired,
  room50,
  scale,
  pipe,
  phone,
  phoneDownlink,
  phoneNetwork,
  udpBlocked,
  socketDrop,
  recover,
  churn,
  fuzz,
];

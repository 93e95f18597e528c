import type { BenchContext, Benchmark, Values } from '../Benchmark.ts';
import type { PipeApi } from '../load/pipeProgram.ts';
import { lossNote } from '../load/Received.ts';
import { percentile } from '../percentile.ts';
import { ChildService } from '../process/ChildService.ts';

const PROGRAM = new URL('../load/pipeProgram.ts', import.meta.url);
const PUBLISHERS = 8;
const MEASURE_MS = 8000;

export const pipe: Benchmark = {
  name: 'pipe',
  rows: [
    latencyRow(50),
    latencyRow(95),
    {
      id: 'pipe.cpu-ratio',
      unit: '',
      target: null,
      lowerIsBetter: true,
      meaning: `CPU of both workers while a viewer on the other worker watches ${PUBLISHERS} people (all layers are piped, one of each is forwarded), divided by the same with the viewer on the people's own worker.`,
    },
    {
      id: 'pipe.cpu-ms-per-1000-packets',
      unit: 'ms',
      target: null,
      lowerIsBetter: true,
      meaning:
        'The difference per 1,000 packets that went through the pipes: sent by one worker, received by the other.',
    },
  ],
  run,
};

async function run({ progress, note }: BenchContext): Promise<Values> {
  await using service = new ChildService<PipeApi>(PROGRAM);
  progress(`pipe: ${PUBLISHERS} people, watched on their own and on another worker`);
  const result = await service.call('measure', {
    publishers: PUBLISHERS,
    measureMs: MEASURE_MS,
    workerBin: process.env['PARLEY_WORKER_BIN'],
  });
  const loss = lossNote('pipe', result.received);
  if (loss !== null) note(loss);
  return {
    'pipe.latency-ms.p50': percentile(result.extraMs, 50),
    'pipe.latency-ms.p95': percentile(result.extraMs, 95),
    'pipe.cpu-ratio': result.farCpuMs / result.nearCpuMs,
    'pipe.cpu-ms-per-1000-packets': (result.farCpuMs - result.nearCpuMs) / (result.pipedPackets / 1000),
  };
}

function latencyRow(percent: number) {
  return {
    id: `pipe.latency-ms.p${percent}`,
    unit: 'ms',
    target: null,
    lowerIsBetter: true,
    meaning: `How much later the same packet of voice reaches a viewer behind a pipe to another worker than one on the speaker's own (p${percent}); bare mediasoup, piped as the server does it.`,
  };
}

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { benchmarks } from './benchmarks.ts';

const CLI = fileURLToPath(new URL('./cli.ts', import.meta.url));

/** Ids that other runs, documents and people refer to. */
const PUBLIC_IDS = [
  'join.first-video-ms.p50.room2',
  'join.first-video-ms.p50.room10',
  'join.first-audio-ms.p50.room10',
  'share.first-frame-ms.p50',
  'uplink.ratio.room10-over-room2',
  'forward.cpu-ratio-to-bare-mediasoup.room10',
  'start.second-run-s',
  'web.prejoin-js-gzip-kb',
  'memory.server-mb-per-participant',
  'view.downlink-ratio-50-over-10.speaker',
  'view.downlink-ratio-50-over-10.grid',
  'dynacast.uplink-ratio.small',
  'dynacast.uplink-ratio.unwatched',
  'speaker.event-ms.p95',
  'speaker.stage-frame-ms.p95',
  'layer.grow-ms.p95',
  'speaker.wrong-switches-percent',
  'voices.first-syllable-lost-ms.p95',
  'control.cpu-ratio.room25',
  'squeeze.recovery-s',
  'room50.stage-lost-frames',
  'scale.busiest-worker-cpu-ratio.two-over-one',
  'pipe.latency-ms.p50',
];

function runCli(...args: string[]) {
  return promisify(execFile)(process.execPath, [CLI, ...args]);
}

describe('npm run bench', () => {
  it('--list prints every public id once, and no other twice', async () => {
    const { stdout } = await runCli('--list');
    const ids = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' ')[0]);
    expect(ids).toEqual(expect.arrayContaining(PUBLIC_IDS));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('ends with 2 and one sentence for a benchmark that does not exist', async () => {
    const failure = runCli('jion');
    await expect(failure).rejects.toMatchObject({ code: 2, stdout: '' });
    await expect(failure).rejects.toMatchObject({
      stderr: `There is no benchmark "jion"; there are ${benchmarks.map(({ name }) => name).join(', ')}.\n`,
    });
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LinkedNamespace } from '@parley/bots/namespace';
import { startSfu } from '@parley/sfu/testing';
import { expect, it } from 'vitest';
import { Chromium } from '../support/Chromium.ts';
import { Guest } from '../support/Guest.ts';

const guestProgram = fileURLToPath(new URL('../support/firefoxGuest.ts', import.meta.url));

/** Firefox's figures, or what it said instead. */
async function report(child: ChildProcess): Promise<{ widths: number[] }> {
  let errors = '';
  child.stderr?.on('data', (data: Buffer) => (errors += data.toString()));
  const line = child.stdout && once(child.stdout, 'data');
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`Firefox's guest ended: ${errors}`)));
  const [data] = (await Promise.race([line, ended])) as [Buffer];
  ended.catch(() => undefined); // it ends later, as it should
  return JSON.parse(data.toString()) as { widths: number[] };
}

it('Firefox on another host joins over HTTPS, sees and is seen', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-'));
  using network = new LinkedNamespace();
  await using sfu = await startSfu({
    PARLEY_HOST: '0.0.0.0',
    PARLEY_HTTPS: '1',
    PARLEY_DATA_DIR: dataDir,
    PARLEY_MEDIA_ADDRESSES: `127.0.0.1,${network.hostAddress}`,
  });
  await using chromium = await Chromium.launch();
  const anna = await Guest.open(await chromium.profile(), sfu.localUrl);
  await anna.join('browsers', 'Anna');

  const url = `https://${network.hostAddress}:${sfu.port}/r/browsers`;
  const child = spawn(
    'ip',
    ['netns', 'exec', network.name, process.execPath, guestProgram, url, 'Finn', '2'],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  try {
    const { widths } = await report(child);
    expect(widths).toHaveLength(2);
    await anna.expectTiles(2);
    await anna.expectMovingPictures(2);
    await anna.screenshot('with-firefox');
    expect(sfu.registry.get('browsers')?.peers[1]?.media.sources).toEqual({
      camera: { paused: false },
      microphone: { paused: false },
    });
  } finally {
    child.stdin.end();
    await once(child, 'exit');
    await rm(dataDir, { recursive: true });
  }
});

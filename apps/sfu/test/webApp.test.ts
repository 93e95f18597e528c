import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startSfu } from '../testing/startSfu.ts';

let webDir: string;
beforeEach(async () => {
  webDir = await mkdtemp(join(tmpdir(), 'parley-web-'));
});
afterEach(() => rm(webDir, { recursive: true, force: true }));

const PROXIED = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'meet.example.com' };

async function pictureOf(origin: string, headers: Record<string, string>): Promise<string | undefined> {
  const page = await (await fetch(`${origin}/r/weekly`, { headers })).text();
  return /og:image" content="([^"]+)\/icons/.exec(page)?.[1];
}

it('serves the page with its card, as it is built now, and asks to be asked again', async () => {
  await using sfu = await startSfu({ PARLEY_WEB_DIR: webDir });
  expect((await fetch(`${sfu.localUrl}/r/weekly`)).status).toBe(503);
  await writeFile(join(webDir, 'index.html'), '<head><!-- link-preview --></head>');
  const response = await fetch(`${sfu.localUrl}/`);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'cache-control': 'no-cache',
    etag: expect.any(String) as string,
    'content-type': 'text/html; charset=utf-8',
    vary: expect.stringContaining('Accept-Language') as string,
  });
  expect(await response.text()).toContain('og:title');
});

it('believes only a trusted proxy where it was called', async () => {
  await writeFile(join(webDir, 'index.html'), '<!-- link-preview -->');
  await using open = await startSfu({ PARLEY_WEB_DIR: webDir });
  expect(await pictureOf(open.localUrl, PROXIED)).toBe(open.localUrl);
  await using proxied = await startSfu({ PARLEY_WEB_DIR: webDir, PARLEY_TRUST_PROXY: '1' });
  expect(await pictureOf(proxied.localUrl, PROXIED)).toBe('https://meet.example.com');
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sfu } from '../src/Sfu.ts';
import { startSfu } from '../testing/startSfu.ts';
import { TestClient } from './TestClient.ts';

let webDir: string;
let sfu: Sfu;

beforeAll(async () => {
  webDir = await mkdtemp(join(tmpdir(), 'parley-web-'));
  await writeFile(join(webDir, 'index.html'), '<!doctype html><script src="/theme.js"></script>');
  await writeFile(join(webDir, 'theme.js'), '');
  sfu = await startSfu({ PARLEY_WEB_DIR: webDir, PARLEY_ALLOWED_ORIGINS: 'https://friend.example' });
});
afterAll(async () => {
  await sfu.close();
  await rm(webDir, { recursive: true, force: true });
});

/** Directive -> its sources. */
function policyOf(headers: Headers): Record<string, string[]> {
  const directives = (headers.get('content-security-policy') ?? '')
    .split(';')
    .map((each) => each.trim().split(' '));
  return Object.fromEntries(directives.map(([name = '', ...sources]) => [name, sources]));
}

const places = [
  '/',
  '/r/weekly',
  '/theme.js',
  '/api/media',
  '/api/rooms',
  '/nowhere',
  '/healthz',
  '/metrics',
];

describe('every answer', () => {
  it.each(places)('of %s says what its page may do', async (path) => {
    const { headers } = await fetch(sfu.localUrl + path);
    const { host } = new URL(sfu.localUrl);
    expect(policyOf(headers)).toEqual({
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'"],
      'font-src': ["'self'"],
      'img-src': ["'self'", 'data:', 'blob:'],
      'media-src': ["'self'", 'blob:', 'mediastream:'],
      'manifest-src': ["'self'"],
      'worker-src': ["'self'"],
      'connect-src': ["'self'", `ws://${host}`, `wss://${host}`],
      'base-uri': ["'none'"],
      'form-action': ["'self'"],
      'frame-ancestors': ["'none'"],
      'object-src': ["'none'"],
    });
    expect(Object.fromEntries(headers)).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'origin-agent-cluster': '?1',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect(headers.get('permissions-policy')).toMatch(
      /camera=\(self\).*microphone=\(self\).*geolocation=\(\)/,
    );
    for (const absent of ['set-cookie', 'x-powered-by', 'server', 'access-control-allow-origin'])
      expect(headers.get(absent)).toBeNull();
  });

  it('of signaling sets no cookie', async () => {
    const { headers, status } = await fetch(`${sfu.localUrl}/socket.io/?EIO=4&transport=polling`);
    expect([status, headers.get('set-cookie'), headers.get('access-control-allow-origin')]).toEqual([
      200,
      null,
      null,
    ]);
  });
});

it('a host name that is none gets into no header and no page', async () => {
  const headers = await new Promise<Record<string, unknown>>((resolve, reject) => {
    const call = request(
      `${sfu.localUrl}/`,
      { headers: { host: "x; script-src 'unsafe-inline'" } },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.headers));
      },
    );
    call.on('error', reject);
    call.end();
  });
  expect(headers['content-security-policy']).not.toContain('unsafe-inline');
  expect(headers['content-security-policy']).toContain("connect-src 'self'");
});

it.each([
  ['of its own', (origin: string) => origin, true],
  ['that is allowed', () => 'https://friend.example', true],
  ['of somebody else', () => 'https://evil.example', false],
  ['that hides itself', () => 'null', false],
])('a page %s may connect or not', async (_what, originOf, allowed) => {
  const attempt = TestClient.connect(sfu, { extraHeaders: { origin: originOf(sfu.localUrl) } });
  const connected = await attempt.then(
    (client) => {
      client.close();
      return true;
    },
    () => false,
  );
  expect(connected).toBe(allowed);
});

it('the page has no script or style but in files', async () => {
  const text = await readFile(new URL('../../web/index.html', import.meta.url), 'utf8');
  expect(text).toContain('<script');
  expect(text).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/i);
  expect(text).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i);
});

import { expect, it } from 'vitest';
import { hostUrl, inviteUrl, isLocalOnly, readableInviteUrl } from './roomUrls.ts';

it('survives being pasted anywhere', () => {
  expect(inviteUrl('https://meet.example', '팀-회의')).toBe(
    'https://meet.example/r/%ED%8C%80-%ED%9A%8C%EC%9D%98',
  );
});

it('reads well', () => {
  expect(readableInviteUrl('https://meet.example:3000', '팀-회의')).toBe('meet.example:3000/r/팀-회의');
});

it.each([
  ['localhost', true],
  ['parley.localhost', true],
  ['127.0.0.1', true],
  ['[::1]', true],
  ['192.168.0.7', false],
  ['localhost.example', false],
])('%s local only: %s', (hostname, expected) => {
  expect(isLocalOnly(hostname)).toBe(expected);
});

it('keeps the host’s key where no server writes it down', () => {
  const url = new URL(hostUrl('https://meet.example', '팀-회의', 'AbC-_9'));
  expect(url.hash).toBe('#host=AbC-_9');
  expect(url.pathname + url.search).not.toContain('AbC');
});

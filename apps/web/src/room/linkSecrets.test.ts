import { expect, test } from 'vitest';
import { parseLinkSecrets } from './linkSecrets.ts';

test.each([
  ['', null, null],
  ['#', null, null],
  ['#host=AbC-_9', 'AbC-_9', null],
  ['#token=a.b-c.d_e', null, 'a.b-c.d_e'],
  ['#token=a.b.c&host=key', 'key', 'a.b.c'],
  ['#host=', null, null],
  ['#top', null, null],
  [`#host=${'x'.repeat(129)}`, null, null],
])('%j', (fragment, hostKey, token) => {
  expect(parseLinkSecrets(fragment)).toEqual({ hostKey, token });
});

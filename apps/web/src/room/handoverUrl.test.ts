import { expect, test } from 'vitest';
import { handoverOf } from './handoverUrl.ts';
import { rememberHostKey } from './hostKeys.ts';
import { parseLinkSecrets } from './linkSecrets.ts';

const origin = 'https://meet.example.com';
const WEEKLY = `/r/${encodeURIComponent('주간')}`;

test('a plain link stays plain, whatever else stands behind its #', () => {
  expect(handoverOf({ origin, pathname: WEEKLY, hash: '#top' })).toEqual({
    url: origin + WEEKLY,
    isPersonal: false,
  });
});

test.each(['#host=AbC-_9', '#token=a.b-c.d_e', '#host=AbC-_9&token=a.b-c.d_e'])(
  '%s is read on the other side as it was here',
  (hash) => {
    const { url, isPersonal } = handoverOf({ origin, pathname: WEEKLY, hash });
    expect(parseLinkSecrets(new URL(url).hash)).toEqual(parseLinkSecrets(hash));
    expect(isPersonal).toBe(true);
  },
);

test('whoever made the meeting in this browser stays its host in the other one', () => {
  rememberHostKey('주간', 'kept-key');
  expect(handoverOf({ origin, pathname: WEEKLY, hash: '' })).toEqual({
    url: `${origin}${WEEKLY}#host=kept-key`,
    isPersonal: true,
  });
});

test('an address that is none is handed over as it is', () => {
  expect(handoverOf({ origin, pathname: '/r/%zz', hash: '' }).url).toBe(`${origin}/r/%zz`);
});

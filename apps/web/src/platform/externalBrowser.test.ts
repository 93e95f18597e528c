import { expect, test } from 'vitest';
import { externalBrowserUrl, withoutLineParameter } from './externalBrowser.ts';
import type { InAppBrowser } from './inAppBrowser.ts';

const LINK = 'https://meet.example.com:8443/r/%EC%A3%BC%EA%B0%84#host=AbC-_9';
const ENCODED = encodeURIComponent(LINK);
const INTENT = `intent://meet.example.com:8443/r/%EC%A3%BC%EA%B0%84#host=AbC-_9#Intent;scheme=https;package=com.android.chrome;S.browser_fallback_url=${ENCODED};end`;

test.each<[InAppBrowser['app'], InAppBrowser['system'], string | null]>([
  ['kakaotalk', 'android', `kakaotalk://web/openExternal?url=${ENCODED}`],
  ['kakaotalk', 'ios', `kakaotalk://web/openExternal?url=${ENCODED}`],
  ['line', 'android', LINK.replace('#', '?openExternalBrowser=1#')],
  ['line', 'ios', LINK.replace('#', '?openExternalBrowser=1#')],
  ['instagram', 'ios', `instagram://extbrowser/?url=${ENCODED}`],
  ['naver', 'android', INTENT],
  ['other', 'android', INTENT],
  ['naver', 'ios', `x-safari-${LINK}`],
  ['facebook', 'ios', `x-safari-${LINK}`],
  ['other', 'other', null],
])('%s on %s', (app, system, expected) => {
  expect(externalBrowserUrl(LINK, { app, system })).toBe(expected);
});

test('the secret behind the # arrives: Android takes what is before the last #', () => {
  const intent = externalBrowserUrl(LINK, { app: 'daum', system: 'android' }) ?? '';
  const data = intent.slice(0, intent.lastIndexOf('#'));
  expect(data.replace(/^intent:/, 'https:')).toBe(LINK);
  const fallback = /S\.browser_fallback_url=([^;]+);/.exec(intent)?.[1] ?? '';
  expect(decodeURIComponent(fallback)).toBe(LINK);
});

test('Safari is asked only for pages over https', () => {
  const link = 'http://192.168.0.7:3000/r/demo';
  expect(externalBrowserUrl(link, { app: 'naver', system: 'ios' })).toBeNull();
  expect(externalBrowserUrl(link, { app: 'naver', system: 'android' })).toContain('scheme=http;');
});

test('what LINE was told is taken out again, and nothing else', () => {
  const told =
    externalBrowserUrl('https://a.example/r/x?b=1#token=c.d', { app: 'line', system: 'ios' }) ?? '';
  expect(withoutLineParameter(told)).toBe('https://a.example/r/x?b=1#token=c.d');
  expect(withoutLineParameter(LINK)).toBe(LINK);
});

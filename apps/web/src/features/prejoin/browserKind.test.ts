import { expect, test } from 'vitest';
import { browserKindOf } from './browserKind.ts';

const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)';
const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';
const ANDROID = 'Mozilla/5.0 (Linux; Android 10; K)';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const CHROMIUM = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0';

test.each([
  [`${WINDOWS} ${CHROMIUM} Safari/537.36`, 0, 'chrome'],
  [`${WINDOWS} ${CHROMIUM} Whale/4.30 Safari/537.36`, 0, 'chrome'],
  [`${WINDOWS} ${CHROMIUM} Safari/537.36 Edg/146.0.0.0`, 0, 'edge'],
  [`${ANDROID} ${CHROMIUM} Mobile Safari/537.36`, 5, 'chrome-android'],
  [
    `${ANDROID} AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36`,
    5,
    'samsung',
  ],
  [`${MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15`, 0, 'safari'],
  [`${MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15`, 5, 'safari-ios'],
  [`${IPHONE} Version/18.5 Mobile/15E148 Safari/604.1`, 5, 'safari-ios'],
  [`${IPHONE} CriOS/146.0 Mobile/15E148 Safari/604.1`, 5, 'browser-ios'],
  [`${IPHONE} FxiOS/150.0 Mobile/15E148 Safari/605.1.15`, 5, 'browser-ios'],
  [`${IPHONE} Mobile/15E148 KAKAOTALK 25.8.0`, 5, 'in-app'],
  [
    `${ANDROID.replace('K)', 'SM-S911N; wv)')} ${CHROMIUM} Mobile Safari/537.36 NAVER(inapp; search; 2000)`,
    5,
    'in-app',
  ],
  [`${WINDOWS.replace(')', '; rv:153.0)')} Gecko/20100101 Firefox/153.0`, 0, 'firefox'],
  ['Mozilla/5.0 (Android 15; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0', 5, 'firefox-android'],
  ['curl/8', 0, 'other'],
] as const)('%s', (userAgent, maxTouchPoints, expected) => {
  expect(browserKindOf({ userAgent, maxTouchPoints })).toBe(expected);
});

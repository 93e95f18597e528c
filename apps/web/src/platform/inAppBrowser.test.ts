import { expect, test } from 'vitest';
import { canMeetHere, inAppBrowserOf } from './inAppBrowser.ts';

const IOS = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const IPAD = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const WEBVIEW =
  'Mozilla/5.0 (Linux; Android 15; SM-S921N Build/AP3A.240905.015.A2; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/146.0.7680.75 Mobile Safari/537.36';
const CHROME =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Mobile Safari/537.36';

test.each([
  [`${WEBVIEW};KAKAOTALK 2610850`, 'kakaotalk', 'android'],
  [`${IOS} Mobile/15E148 KAKAOTALK 25.8.0 (INAPP)`, 'kakaotalk', 'ios'],
  [`${IPAD} Mobile/15E148 KAKAOTALK 25.8.0`, 'kakaotalk', 'ios'],
  [`${WEBVIEW} NAVER(inapp; search; 2000; 12.15.1)`, 'naver', 'android'],
  [
    'Mozilla/5.0 (Linux; Android 12; SM-G988N Build/SP1A.210812.016; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/90.0.4430.232 Whale/1.0.0.0 Crosswalk/26.90.3.21 Mobile Safari/537.36 NAVER(inapp; search; 1010; 11.11.2)',
    'naver',
    'android',
  ],
  [
    `${IOS} Version/18.6 Mobile/15E148 Safari/605.1 NAVER(inapp; search; 2000; 12.12.50; 14PROMAX)`,
    'naver',
    'ios',
  ],
  [`${WEBVIEW} Line/15.10.1/IAB`, 'line', 'android'],
  [`${IOS} Mobile/15E148 Safari Line/15.10.1`, 'line', 'ios'],
  [`${WEBVIEW} BAND/16.2.0 (Android OS 15;SM-S921N)`, 'band', 'android'],
  [`${IOS} Mobile/15E148 BAND/16.2.0 (iOS 18.6;iPhone15,2)`, 'band', 'ios'],
  [`${WEBVIEW} DaumApps/7.8.0 DaumDevice/mobile`, 'daum', 'android'],
  [`${IOS} Mobile/15E148 DaumApps/7.8.0`, 'daum', 'ios'],
  [`${WEBVIEW} Instagram 395.0.0.48.75 Android (35/15; 480dpi; samsung; SM-S921N)`, 'instagram', 'android'],
  [`${IOS} Mobile/15E148 Instagram 395.0.0.26.88 (iPhone15,2; iOS 18_6; ko_KR)`, 'instagram', 'ios'],
  [`${IOS} Mobile/15E148 [FBAN/FBIOS;FBAV/530.0.0.41.70;FBDV/iPhone15,2;FBMD/iPhone]`, 'facebook', 'ios'],
  [`${WEBVIEW} [FB_IAB/FB4A;FBAV/530.0.0.48.74;]`, 'facebook', 'android'],
  [`${IOS} Mobile/15E148 [FBAN/MessengerForiOS;FBAV/500.0.0.30.109]`, 'messenger', 'ios'],
  [`${WEBVIEW} [FB_IAB/Orca-Android;FBAV/500.0.0.20.107;]`, 'messenger', 'android'],
  [`${WEBVIEW} KAKAOSTORY/8.0.0`, 'other', 'android'],
  [`${IOS} Mobile/15E148 MicroMessenger/8.0.50(0x1800323d)`, 'other', 'ios'],
  [WEBVIEW, 'other', 'android'],
  [`${IOS} Mobile/15E148`, 'other', 'ios'],
] as const)('an app shows the page: %s', (userAgent, app, system) => {
  expect(inAppBrowserOf({ userAgent, maxTouchPoints: 5 })).toEqual({ app, system });
});

test.each([
  [CHROME, 5],
  [CHROME.replace('Chrome/', 'SamsungBrowser/29.0 Chrome/'), 5],
  [`${CHROME} Whale/3.2.1`, 5],
  ['Mozilla/5.0 (Android 15; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0', 5],
  [`${IOS} Version/18.6 Mobile/15E148 Safari/604.1`, 5],
  [`${IOS} CriOS/146.0.7680.75 Mobile/15E148 Safari/604.1`, 5],
  [`${IOS} FxiOS/150.0 Mobile/15E148 Safari/605.1.15`, 5],
  [`${IPAD} Version/18.6 Safari/605.1.15`, 5],
  [`${IPAD} Version/18.6 Safari/605.1.15`, 0],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:153.0) Gecko/20100101 Firefox/153.0', 0],
  ['curl/8', 0],
] as const)('a real browser: %s', (userAgent, maxTouchPoints) => {
  expect(inAppBrowserOf({ userAgent, maxTouchPoints })).toBeNull();
});

test('a page on the home screen is no app’s, though it misses Safari’s name', () => {
  const userAgent = `${IOS} Mobile/15E148`;
  expect(inAppBrowserOf({ userAgent, maxTouchPoints: 5, standalone: true })).toBeNull();
  expect(inAppBrowserOf({ userAgent, maxTouchPoints: 5, standalone: false })).not.toBeNull();
});

test('meeting needs a secure page, a camera to ask for and WebRTC', () => {
  const getUserMedia = () => undefined;
  const able = {
    isSecureContext: true,
    navigator: { mediaDevices: { getUserMedia } },
    RTCPeerConnection: () => undefined,
  };
  expect(canMeetHere(able)).toBe(true);
  expect(canMeetHere({ ...able, isSecureContext: false })).toBe(false);
  expect(canMeetHere({ ...able, navigator: {} })).toBe(false);
  expect(canMeetHere({ ...able, navigator: { mediaDevices: {} } })).toBe(false);
  expect(canMeetHere({ isSecureContext: true, navigator: able.navigator })).toBe(false);
});

import { type InAppPlatform, inAppBrowserOf } from '../../platform/inAppBrowser.ts';

/** Browsers whose permission settings are in different places. */
export type BrowserKind =
  | 'chrome'
  | 'chrome-android'
  | 'edge'
  | 'samsung'
  | 'safari'
  | 'safari-ios'
  | 'browser-ios'
  | 'firefox'
  | 'firefox-android'
  | 'in-app'
  | 'other';

/** Decides by the user agent string; `maxTouchPoints` tells an iPad, which claims to be a Mac. */
export function browserKindOf(platform: InAppPlatform): BrowserKind {
  const { userAgent, maxTouchPoints } = platform;
  if (inAppBrowserOf(platform) !== null) return 'in-app';
  if (/iPhone|iPad|iPod/u.test(userAgent) || (/Macintosh/u.test(userAgent) && maxTouchPoints > 1)) {
    return /CriOS|EdgiOS|FxiOS|Whale|OPiOS|DuckDuckGo/u.test(userAgent) ? 'browser-ios' : 'safari-ios';
  }
  const android = /Android/u.test(userAgent);
  if (/Firefox\//u.test(userAgent)) return android ? 'firefox-android' : 'firefox';
  if (/SamsungBrowser\//u.test(userAgent)) return 'samsung';
  if (/Chrome\//u.test(userAgent)) {
    if (android) return 'chrome-android';
    return /Edg\//u.test(userAgent) ? 'edge' : 'chrome';
  }
  return /Safari\//u.test(userAgent) && /Macintosh/u.test(userAgent) ? 'safari' : 'other';
}

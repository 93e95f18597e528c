/** Apps whose links open inside of them. `other`: an app we do not know by name. */
export type InAppName =
  'kakaotalk' | 'naver' | 'line' | 'facebook' | 'messenger' | 'instagram' | 'daum' | 'band' | 'other';

export interface InAppBrowser {
  readonly app: InAppName;
  readonly system: 'android' | 'ios' | 'other';
}

/** What tells: the parts of `navigator` that differ. */
export interface InAppPlatform {
  readonly userAgent: string;
  /** Tells an iPad, which claims to be a Mac. */
  readonly maxTouchPoints: number;
  /** Safari's mark of a page opened from the home screen; absent elsewhere. */
  readonly standalone?: boolean;
}

/** The first that fits wins: Messenger and Instagram carry Facebook's marks too. */
const APPS: readonly (readonly [InAppName, RegExp])[] = [
  ['kakaotalk', /KAKAOTALK/iu],
  ['naver', /NAVER\(inapp/iu],
  ['line', /\bLine\/\d/u],
  ['band', /\bBAND\/\d/iu],
  ['daum', /DaumApps|DaumDevice/iu],
  ['instagram', /\bInstagram\b|FBAN\/Barcelona/iu],
  ['messenger', /MessengerForiOS|MessengerLite|FB_IAB\/(?:Orca|MESSENGER)|FBAN\/(?:Orca|Messenger)/iu],
  ['facebook', /\bFBAN\/|\bFBAV\/|\bFB_IAB\//u],
  [
    'other',
    /KAKAOSTORY|everytimeApp|MicroMessenger|Snapchat|musical_ly|BytedanceWebview|TikTok|TwitterAndroid|Twitter for iPhone|LinkedInApp|Pinterest\/|\bGSA\/|Slack_SSB|trill_/iu,
  ],
];

/**
 * The app that shows this page inside of itself, or null in a real browser. By name where the app says its own, and by
 * feature where it does not: Android's WebView says `wv`, and a web view on iOS misses Safari's name.
 */
export function inAppBrowserOf(platform: InAppPlatform): InAppBrowser | null {
  const { userAgent } = platform;
  const system = systemOf(platform);
  const app = APPS.find(([, mark]) => mark.test(userAgent))?.[0];
  if (app !== undefined) return { app, system };
  if (system === 'android' && /; wv\)/u.test(userAgent)) return { app: 'other', system };
  return isUnnamedIosView(platform, system) ? { app: 'other', system } : null;
}

/** Whether a page here can take part in a call: some apps' browsers can. Asked of the features, not of the name. */
export function canMeetHere(scope: {
  isSecureContext: boolean;
  navigator: { mediaDevices?: { getUserMedia?: unknown } };
  RTCPeerConnection?: unknown;
}): boolean {
  return (
    scope.isSecureContext &&
    typeof scope.navigator.mediaDevices?.getUserMedia === 'function' &&
    typeof scope.RTCPeerConnection === 'function'
  );
}

function systemOf({ userAgent, maxTouchPoints }: InAppPlatform): InAppBrowser['system'] {
  if (/Android/u.test(userAgent)) return 'android';
  const isIpad = /Macintosh/u.test(userAgent) && maxTouchPoints > 1;
  return isIpad || /iPhone|iPad|iPod/u.test(userAgent) ? 'ios' : 'other';
}

/** A page on the home screen misses Safari's name as well, but is no app's. */
function isUnnamedIosView({ userAgent, standalone }: InAppPlatform, system: string): boolean {
  return system === 'ios' && standalone !== true && !/Safari\//u.test(userAgent);
}

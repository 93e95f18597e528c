import type { InAppBrowser } from './inAppBrowser.ts';

/** LINE reads it in the address of the page that it is about to show; the page takes it out again. */
const LINE_PARAMETER = 'openExternalBrowser';

/**
 * The address that makes an app hand `url` to the real browser; null where there is none, and the app's menu is the
 * way. What stands behind the `#` comes along: encoded as a parameter, or as it is, since an Android intent ends at its
 * last `#` and Safari's and LINE's addresses are the page's own.
 */
export function externalBrowserUrl(url: string, { app, system }: InAppBrowser): string | null {
  if (app === 'kakaotalk') return `kakaotalk://web/openExternal?url=${encodeURIComponent(url)}`;
  if (app === 'line') return withLineParameter(url);
  // Undocumented; seen to work on both systems with Instagram 445 (shalanah/inapp-debugger#23).
  if (app === 'instagram') return `instagram://extbrowser/?url=${encodeURIComponent(url)}`;
  if (system === 'android') return androidIntent(url);
  // iOS 17 and later; an app may forbid it.
  if (system === 'ios') return url.startsWith('https:') ? `x-safari-${url}` : null;
  return null;
}

/** Takes out what LINE was told, so that the link people see and copy is the link they were given. */
export function withoutLineParameter(url: string): string {
  const parsed = new URL(url);
  if (!parsed.searchParams.has(LINE_PARAMETER)) return url;
  parsed.searchParams.delete(LINE_PARAMETER);
  return parsed.href;
}

function withLineParameter(url: string): string {
  const parsed = new URL(url);
  parsed.searchParams.set(LINE_PARAMETER, '1');
  return parsed.href;
}

/** Chrome by name: without it the app itself may claim the link again. Where it is missing, the page is loaded again. */
function androidIntent(url: string): string {
  const { protocol } = new URL(url);
  const rest = url.slice(protocol.length);
  const fallback = `S.browser_fallback_url=${encodeURIComponent(url)}`;
  return `intent:${rest}#Intent;scheme=${protocol.slice(0, -1)};package=com.android.chrome;${fallback};end`;
}

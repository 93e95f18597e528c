import type { InAppBrowser, InAppName } from '../../platform/inAppBrowser.ts';

/** Apps with a bar at the bottom of their browser on iOS; the others, and all on Android, have the menu at the top. */
const BAR_BELOW: readonly InAppName[] = ['kakaotalk', 'naver', 'daum', 'line'];

/** Where the menu is that opens a page elsewhere. */
export function menuPlaceOf({ app, system }: InAppBrowser): 'top' | 'bottom' {
  return system === 'ios' && BAR_BELOW.includes(app) ? 'bottom' : 'top';
}

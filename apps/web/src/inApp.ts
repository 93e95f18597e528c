import { canMeetHere, inAppBrowserOf } from './platform/inAppBrowser.ts';

const STORAGE_KEY = 'parley.stay-in-app';

/** The app that shows this page inside of itself, or null. A page never moves to another browser. */
const browser = inAppBrowserOf(navigator);
let staying = isRemembered();

/** The app that should be left before a room's door, or null in a real browser, and for who wants to stay. */
export function appToLeave(): typeof browser {
  return staying && canStay() ? null : browser;
}

/** Whether this app's browser can do it after all. */
export function canStay(): boolean {
  return canMeetHere(window);
}

/** Until the tab is closed: nobody is asked again at each reload. */
export function stayHere(): void {
  staying = true;
  try {
    sessionStorage.setItem(STORAGE_KEY, '1');
  } catch {
    // Storage is forbidden: then until the next reload.
  }
}

function isRemembered(): boolean {
  try {
    return sessionStorage.getItem(STORAGE_KEY) === '1';
  } catch {
    return false;
  }
}

/** What tells that somebody, or the network, is back; a browser has all of it, Node only time. */
export interface WakePlatform {
  readonly window: EventTarget | null;
  readonly document: (EventTarget & { readonly visibilityState: DocumentVisibilityState }) | null;
  /** The clock on the wall: it goes on while a machine sleeps. */
  readonly nowMs: () => number;
}

/** How often the clock is looked at. Pages in the background may look once a minute at worst, which is no sleep. */
const LOOK_INTERVAL_MS = 2000;
/** A look that comes so late says that the machine slept, or that the page was frozen. */
const SLEPT_MS = 10_000;
/** `resume` and `pageshow` come with a page that was frozen or put away, `online` with the network. */
const WINDOW_EVENTS = ['online', 'pageshow'] as const;
const DOCUMENT_EVENTS = ['visibilitychange', 'resume'] as const;

/**
 * Calls back when waiting any longer makes no sense: the network came back, the person looks at the page again (a phone was
 * unlocked), or the machine has slept: a laptop that is opened shows its page at once, and says nothing.
 * @returns stops it.
 */
export function onWake(callback: () => void, platform: WakePlatform = currentPlatform()): () => void {
  const { window, document, nowMs } = platform;
  const onSign = () => {
    if (document?.visibilityState !== 'hidden') callback();
  };
  const stopClock = onSleep(callback, nowMs);
  for (const name of WINDOW_EVENTS) window?.addEventListener(name, callback);
  for (const name of DOCUMENT_EVENTS) document?.addEventListener(name, onSign);
  return () => {
    stopClock();
    for (const name of WINDOW_EVENTS) window?.removeEventListener(name, callback);
    for (const name of DOCUMENT_EVENTS) document?.removeEventListener(name, onSign);
  };
}

/** Time has passed in which nothing ran. */
function onSleep(callback: () => void, nowMs: () => number): () => void {
  let lookedAtMs = nowMs();
  const timer = setInterval(() => {
    const sleptMs = nowMs() - lookedAtMs - LOOK_INTERVAL_MS;
    lookedAtMs = nowMs();
    if (sleptMs > SLEPT_MS) callback();
  }, LOOK_INTERVAL_MS);
  return () => clearInterval(timer);
}

function currentPlatform(): WakePlatform {
  const inBrowser = typeof window !== 'undefined';
  return {
    window: inBrowser ? window : null,
    document: inBrowser ? document : null,
    nowMs: () => Date.now(),
  };
}

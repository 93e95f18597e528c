/** When what happened on a page, in milliseconds since it was opened; null until then. */
export interface PhoneMarks {
  /** The Join button could be pressed, and was on the screen. */
  usableMs: number | null;
  tappedMs: number | null;
  /** A frame of somebody else was on the screen. */
  firstVideoMs: number | null;
}

declare global {
  interface Window {
    phoneMarks: PhoneMarks;
  }
}

/** Runs in the page before anything of it: notes the marks. Bots are told by their names. */
export function notePhoneMarks(): void {
  const marks: PhoneMarks = { usableMs: null, tappedMs: null, firstVideoMs: null };
  window.phoneMarks = marks;
  const watched = new WeakSet<HTMLVideoElement>();
  let shown = false;

  const lookForButton = () => {
    if (shown || document.querySelector('main button[type=submit]:enabled') === null) return;
    shown = true;
    requestAnimationFrame(() => (marks.usableMs = performance.now()));
  };
  const lookForVideos = () => {
    for (const video of document.querySelectorAll('video')) {
      if (watched.has(video) || !(video.closest('li')?.textContent ?? '').includes('Bot ')) continue;
      watched.add(video);
      video.requestVideoFrameCallback((now) => (marks.firstVideoMs ??= now));
    }
  };
  new MutationObserver(() => {
    lookForButton();
    if (marks.tappedMs !== null) lookForVideos();
  }).observe(document, { subtree: true, childList: true, attributes: true });
  document.addEventListener('submit', (event) => (marks.tappedMs ??= event.timeStamp), { capture: true });
}

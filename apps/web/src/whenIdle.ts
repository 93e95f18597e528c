/** Safari knows no idle time: there a moment has to do. */
const FALLBACK_DELAY_MS = 1000;

/** Runs `task` when the browser has nothing better to do; returns what cancels it. */
export function whenIdle(task: () => void): () => void {
  if ('requestIdleCallback' in window) {
    const handle = requestIdleCallback(task);
    return () => cancelIdleCallback(handle);
  }
  const timer = setTimeout(task, FALLBACK_DELAY_MS);
  return () => clearTimeout(timer);
}

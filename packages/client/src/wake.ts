/**
 * Calls back when waiting any longer makes no sense: the network came back, or the person looks at the page again
 * (a laptop was opened, a phone unlocked). Does nothing where there is no window.
 * @returns stops it.
 */
export function onWake(callback: () => void): () => void {
  if (typeof window === 'undefined') return () => undefined;
  const onVisibility = () => {
    if (document.visibilityState === 'visible') callback();
  };
  window.addEventListener('online', callback);
  document.addEventListener('visibilitychange', onVisibility);
  return () => {
    window.removeEventListener('online', callback);
    document.removeEventListener('visibilitychange', onVisibility);
  };
}

/** What is needed of a media element. */
export type Playable = Pick<HTMLMediaElement, 'paused' | 'play' | 'srcObject'>;

/**
 * Starts what stands still. Within a tap it starts everything: Safari allows only what is started there.
 * @returns whether the browser held something back until there is a tap.
 */
export async function playAll(elements: Iterable<Playable>): Promise<boolean> {
  const started = [...elements]
    .filter(({ srcObject, paused }) => srcObject !== null && paused)
    .map((element) => element.play().then(() => false, isBlocked));
  return (await Promise.all(started)).includes(true);
}

/** The autoplay rule; everything else that ends `play()` (a new track, leaving) is no reason to ask. */
export function isBlocked(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotAllowedError';
}

/**
 * Calls back when the person looks at the page again: phones pause what plays while a call comes in or the screen is locked, and do
 * not start it again.
 * @returns stops it.
 */
export function onReturn(
  page: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>,
  callback: () => void,
): () => void {
  const check = () => {
    if (page.visibilityState === 'visible') callback();
  };
  page.addEventListener('visibilitychange', check);
  return () => page.removeEventListener('visibilitychange', check);
}

import { expect, it, vi } from 'vitest';
import { onReturn, playAll } from './playback.ts';

const element = (refusal: string | null, paused = true) => ({
  paused,
  srcObject: {} as MediaProvider | null,
  play: vi.fn<() => Promise<void>>(() =>
    refusal === null ? Promise.resolve() : Promise.reject(new DOMException('', refusal)),
  ),
});

it.each([
  ['plays', [null, null], false],
  ['is held back', [null, 'NotAllowedError'], true],
  ['was given another track meanwhile', ['AbortError', null], false],
])('starts everything at once, where one %s', async (_what, refusals, blocked) => {
  const elements = refusals.map((refusal) => element(refusal));
  const result = playAll(elements);
  // Within the tap: before anything is awaited.
  for (const { play } of elements) expect(play).toHaveBeenCalledOnce();
  expect(await result).toBe(blocked);
});

it('leaves alone what plays, and what has nothing to play', async () => {
  const playing = element(null, false);
  const empty = { ...element(null), srcObject: null };
  expect(await playAll([playing, empty])).toBe(false);
  expect(playing.play).not.toHaveBeenCalled();
  expect(empty.play).not.toHaveBeenCalled();
});

it('calls back on return, and not when the page goes away', () => {
  let visibilityState: DocumentVisibilityState = 'hidden';
  const page = Object.defineProperty(new EventTarget() as Document, 'visibilityState', {
    get: () => visibilityState,
  });
  const callback = vi.fn<() => void>();
  const stop = onReturn(page, callback);
  page.dispatchEvent(new Event('visibilitychange'));
  expect(callback).not.toHaveBeenCalled();
  visibilityState = 'visible';
  page.dispatchEvent(new Event('visibilitychange'));
  expect(callback).toHaveBeenCalledOnce();
  stop();
  page.dispatchEvent(new Event('visibilitychange'));
  expect(callback).toHaveBeenCalledOnce();
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { onRotation } from './rotation.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it.each(['screen', 'window'] as const)(
  'follows a phone that says by its %s that it was turned',
  async (which) => {
    const orientation = new EventTarget();
    const page = new EventTarget();
    vi.stubGlobal('screen', which === 'screen' ? { orientation } : {});
    vi.stubGlobal('window', page);
    const turn = () =>
      which === 'screen'
        ? orientation.dispatchEvent(new Event('change'))
        : page.dispatchEvent(new Event('orientationchange'));
    const callback = vi.fn<() => void>();
    const stop = onRotation(callback);
    turn();
    turn();
    expect(callback).not.toHaveBeenCalled(); // the camera has not followed yet
    await vi.advanceTimersByTimeAsync(1000);
    expect(callback).toHaveBeenCalledOnce();
    turn();
    stop();
    turn();
    await vi.advanceTimersByTimeAsync(1000);
    expect(callback).toHaveBeenCalledOnce();
  },
);

it('does nothing where nothing turns', () => {
  onRotation(() => undefined)();
});

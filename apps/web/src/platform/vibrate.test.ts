import { expect, it, vi } from 'vitest';
import { vibrateForCall } from './vibrate.ts';

it('vibrates for less than a second where the phone can', () => {
  const vibrate = vi.fn<(pattern: number[]) => boolean>(() => true);
  vibrateForCall({ vibrate });
  expect(vibrate).toHaveBeenCalledOnce();
  expect(vibrate.mock.calls[0]?.[0].reduce((sum, ms) => sum + ms, 0)).toBeLessThan(1000);
  expect(() => vibrateForCall({})).not.toThrow();
});

import { expect, test } from 'vitest';
import { placeBeside } from './placement.ts';

const viewport = { width: 400, height: 300 };
const floating = { width: 100, height: 50 };
const anchorAt = (left: number, top: number) => ({ left, top, width: 40, height: 40 });

test('goes to the wanted side, centred or aligned', () => {
  expect(placeBeside(anchorAt(180, 130), floating, viewport, 'top')).toEqual({ left: 150, top: 72 });
  expect(placeBeside(anchorAt(180, 130), floating, viewport, 'bottom-start')).toEqual({
    left: 180,
    top: 178,
  });
  expect(placeBeside(anchorAt(180, 130), floating, viewport, 'bottom-end')).toEqual({ left: 120, top: 178 });
});

test('takes the other side when only that has room', () => {
  expect(placeBeside(anchorAt(180, 10), floating, viewport, 'top').top).toBe(58);
  expect(placeBeside(anchorAt(180, 250), floating, viewport, 'bottom').top).toBe(192);
});

test('stays inside the window', () => {
  expect(placeBeside(anchorAt(370, 130), floating, viewport, 'bottom').left).toBe(292);
  expect(placeBeside(anchorAt(0, 130), floating, viewport, 'bottom-end').left).toBe(8);
  expect(placeBeside(anchorAt(0, 130), { width: 600, height: 500 }, viewport, 'top')).toEqual({
    left: 8,
    top: 8,
  });
});

import { type TouchEvent, useRef } from 'react';

/** A swipe is at least this long (CSS pixels) and clearly sideways. */
const MIN_DISTANCE = 56;
const ZOOMED = 1.05;

/** Handlers for an element that is leafed through with a finger: `onSwipe(1)` forwards, `onSwipe(-1)` back. */
export function useSwipe(onSwipe: (direction: 1 | -1) => void) {
  const start = useRef<{ x: number; y: number } | null>(null);
  return {
    onTouchStart: (event: TouchEvent) => {
      const touch = event.touches[0];
      // Who has zoomed in moves the picture with one finger.
      const alone = event.touches.length === 1 && (window.visualViewport?.scale ?? 1) < ZOOMED;
      start.current = alone && touch ? { x: touch.clientX, y: touch.clientY } : null;
    },
    onTouchEnd: (event: TouchEvent) => {
      const touch = event.changedTouches[0];
      const from = start.current;
      start.current = null;
      if (from === null || touch === undefined) return;
      const across = touch.clientX - from.x;
      const sideways = Math.abs(across) > 2 * Math.abs(touch.clientY - from.y);
      if (sideways && Math.abs(across) >= MIN_DISTANCE) onSwipe(across < 0 ? 1 : -1);
    },
  };
}

import { type RefObject, useLayoutEffect, useRef } from 'react';
import { glideTransform } from '../../layout/glide.ts';
import { type Rect, sameRect } from '../../layout/rect.ts';

const GLIDE: KeyframeAnimationOptions = { duration: 200, easing: 'cubic-bezier(0.2, 0, 0, 1)' };

/**
 * Lets an element that React has put to its new place glide there from the old one (FLIP: transform only, no layout
 * per frame). Only a new `formation` (who is shown, in which grid) glides: while a window is being resized everything
 * follows the edge at once.
 */
export function useGlide(element: RefObject<HTMLElement | null>, rect: Rect, formation: string): void {
  const last = useRef<{ rect: Rect; formation: string } | null>(null);
  useLayoutEffect(() => {
    const before = last.current;
    last.current = { rect, formation };
    if (before === null || before.formation === formation || sameRect(before.rect, rect)) return;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    element.current?.animate(
      [{ transform: glideTransform(before.rect, rect) }, { transform: 'none' }],
      GLIDE,
    );
  }, [element, rect, formation]);
}

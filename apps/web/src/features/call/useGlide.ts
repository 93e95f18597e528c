import { type RefObject, useLayoutEffect, useRef } from 'react';
import { glideTransform, isClearlyResized } from '../../layout/glide.ts';
import { type Rect, sameRect } from '../../layout/rect.ts';

const GLIDE: KeyframeAnimationOptions = { duration: 200, easing: 'cubic-bezier(0.2, 0, 0, 1)' };

/** On an element that is on its way and of another size than it will have: what is written on it is not shown. */
const RESIZING_ATTRIBUTE = 'data-resizing';

/**
 * Lets an element that React has put to its new place glide there from the old one (FLIP: transform only, no layout
 * per frame). Only a new `formation` (who is shown, in which grid) glides: while a window is being resized everything
 * follows the edge at once.
 */
export function useGlide(element: RefObject<HTMLElement | null>, rect: Rect, formation: string): void {
  const last = useRef<{ rect: Rect; formation: string } | null>(null);
  const glide = useRef<Animation>(undefined);
  useLayoutEffect(() => {
    const before = last.current;
    last.current = { rect, formation };
    if (before === null || before.formation === formation || sameRect(before.rect, rect)) return;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const moved = element.current;
    if (moved === null) return;
    const from = { transform: glideTransform(before.rect, rect) };
    const animation = moved.animate([from, { transform: 'none' }], GLIDE);
    glide.current = animation;
    moved.toggleAttribute(RESIZING_ATTRIBUTE, isClearlyResized(before.rect, rect));
    const rest = () => {
      if (glide.current === animation) moved.removeAttribute(RESIZING_ATTRIBUTE);
    };
    animation.addEventListener('finish', rest, { once: true });
  }, [element, rect, formation]);
}

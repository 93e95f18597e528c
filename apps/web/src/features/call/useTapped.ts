import { type MouseEvent, type RefObject, useEffect, useRef, useState } from 'react';

const TAPPED_MS = 4000;

/**
 * For what a mouse finds by hovering and a finger cannot: true for a few seconds after a tap on the element, until the
 * next tap on it or anywhere else. Taps on buttons inside keep it.
 */
export function useTapped() {
  const ref: RefObject<HTMLDivElement | null> = useRef<HTMLDivElement>(null);
  const [tapped, setTapped] = useState(false);

  useEffect(() => {
    if (!tapped) return undefined;
    const timer = setTimeout(() => setTapped(false), TAPPED_MS);
    const pressedElsewhere = ({ target }: PointerEvent) => {
      if (target instanceof Node && ref.current?.contains(target) === false) setTapped(false);
    };
    document.addEventListener('pointerdown', pressedElsewhere);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('pointerdown', pressedElsewhere);
    };
  }, [tapped]);

  const onClick = ({ nativeEvent, target }: MouseEvent) => {
    const byFinger = nativeEvent instanceof PointerEvent && nativeEvent.pointerType !== 'mouse';
    const onControl = target instanceof Element && target.closest('button, [popover]') !== null;
    if (byFinger && !onControl) setTapped((before) => !before);
  };
  return { tapped, tapProps: { ref, onClick } };
}

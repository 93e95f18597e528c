import { type RefCallback, useCallback, useState } from 'react';

/** Inner size in whole CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

const NOTHING: Size = { width: 0, height: 0 };

/** The size of an element, known before it is first painted and followed from then on. */
export function useElementSize<E extends HTMLElement>(): [RefCallback<E>, Size] {
  const [size, setSize] = useState(NOTHING);
  const ref = useCallback((element: E | null) => {
    if (element === null) return undefined;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}

import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** Still counts as being at the end, in CSS pixels: fractions of a line, and a finger's slip. */
const NEAR_END = 40;

interface StickToEnd<E extends HTMLElement> {
  ref: RefObject<E | null>;
  onScroll: () => void;
  /** Something newer is out of sight. */
  behind: boolean;
  toEnd: () => void;
}

/**
 * Keeps a growing list at its end, but only while its reader is there (or wrote the last line).
 * @param lastId Of the last entry; a new one scrolls or makes `behind` true.
 */
export function useStickToEnd<E extends HTMLElement>(lastId: string, lastIsOwn: boolean): StickToEnd<E> {
  const ref = useRef<E>(null);
  /** The entry that was the last one when the reader left the end; null while they are there. */
  const [leftAtId, setLeftAtId] = useState<string | null>(null);
  /** The list's height when it was last put to its end. */
  const height = useRef<number | null>(null);
  const follows = leftAtId === null || lastIsOwn;

  const toEnd = () => {
    const list = ref.current;
    if (list !== null) list.scrollTop = list.scrollHeight;
  };

  useLayoutEffect(() => {
    const list = ref.current;
    if (list !== null && follows) list.scrollTop = list.scrollHeight;
    // Not on every change of `follows`: coming to the end is the reader's own doing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [lastId]);

  // The on-screen keyboard takes room away: who reads the end goes on to see it.
  useLayoutEffect(() => {
    const list = ref.current;
    if (list === null || leftAtId !== null) return undefined;
    const resized = new ResizeObserver(() => {
      height.current = list.clientHeight;
      list.scrollTop = list.scrollHeight;
    });
    resized.observe(list);
    return () => resized.disconnect();
  }, [leftAtId]);

  const onScroll = () => {
    const list = ref.current;
    if (list === null) return;
    // The window has changed and nobody has scrolled: the observer brings the end back in a moment.
    if (leftAtId === null && height.current !== null && height.current !== list.clientHeight) return;
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight <= NEAR_END;
    setLeftAtId((before) => (atEnd ? null : (before ?? lastId)));
  };

  return { ref, onScroll, behind: !follows && leftAtId !== lastId, toEnd };
}

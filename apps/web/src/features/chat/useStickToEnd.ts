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
export function useStickToEnd<E extends HTMLElement = HTMLOListElement>(
  lastId: string | undefined,
  lastIsOwn: boolean,
): StickToEnd<E> {
  const ref = useRef<E>(null);
  const atEnd = useRef(true);
  /** The last entry that was seen at the end. */
  const [seenId, setSeenId] = useState(lastId);

  const toEnd = () => {
    const list = ref.current;
    if (list !== null) list.scrollTop = list.scrollHeight;
    atEnd.current = true;
    setSeenId(lastId);
  };

  useLayoutEffect(() => {
    const list = ref.current;
    if (list === null || !(atEnd.current || lastIsOwn)) return;
    list.scrollTop = list.scrollHeight;
    atEnd.current = true;
  }, [lastId, lastIsOwn]);

  const onScroll = () => {
    const list = ref.current;
    if (list === null) return;
    atEnd.current = list.scrollHeight - list.scrollTop - list.clientHeight <= NEAR_END;
    if (atEnd.current) setSeenId(lastId);
  };

  return { ref, onScroll, behind: seenId !== lastId, toEnd };
}

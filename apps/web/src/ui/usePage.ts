import { type RefObject, useEffect, useRef } from 'react';

let pagesShown = 0;

/**
 * What a page owes to those who cannot see it change: its title in the tab and, when it replaces another page, the
 * focus on its heading (`<h1 tabIndex={-1} ref={ref}>`). The first page after loading leaves the focus alone.
 */
export function usePage(title: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => {
    if (pagesShown > 0) heading.current?.focus();
    pagesShown += 1;
  }, []);
  return heading;
}

import { useEffect, useState } from 'react';

/** Whether the page has been hidden (another tab, minimised) for `delayMs`; false again as soon as it is seen. */
export function usePageHidden(delayMs: number): boolean {
  const [hidden, setHidden] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const check = () => {
      clearTimeout(timer);
      if (document.hidden) timer = setTimeout(() => setHidden(true), delayMs);
      else setHidden(false);
    };
    check();
    document.addEventListener('visibilitychange', check);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', check);
    };
  }, [delayMs]);
  return hidden;
}

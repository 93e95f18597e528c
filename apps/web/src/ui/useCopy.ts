import { useEffect, useRef, useState } from 'react';

type CopyState = 'idle' | 'copied' | 'failed';

const SHOWN_MS = 2500;

/** Copies a text; `state` tells the outcome for a moment. */
export function useCopy(text: string): { state: CopyState; copy: () => void } {
  const [state, setState] = useState<CopyState>('idle');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const show = (outcome: CopyState) => {
    clearTimeout(timer.current);
    setState(outcome);
    if (outcome === 'copied') timer.current = setTimeout(() => setState('idle'), SHOWN_MS);
  };
  const copy = () => {
    // There is no clipboard on plain http.
    if (!('clipboard' in navigator)) show('failed');
    else
      navigator.clipboard.writeText(text).then(
        () => show('copied'),
        () => show('failed'),
      );
  };
  return { state, copy };
}

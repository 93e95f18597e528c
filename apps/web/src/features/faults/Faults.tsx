import { useEffect, useRef, useState } from 'react';
import { FaultsPanel } from './FaultsPanel.tsx';
import { isFaultsChord } from './faultsChord.ts';

/** In a page's address: opens the panel with the call. */
const PARAMETER = 'faults';

/** The hidden panel of faults, where the server allows any: opened by its chord of keys, or by the page's address. */
export function Faults() {
  const [open, setOpen] = useState(() => new URLSearchParams(location.search).has(PARAMETER));
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isFaultsChord(event)) return;
      event.preventDefault();
      opener.current = document.activeElement;
      setOpen(true);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  const close = () => {
    setOpen(false);
    if (opener.current instanceof HTMLElement) opener.current.focus();
  };
  return open ? <FaultsPanel onClose={close} /> : null;
}

import { useEffect, useEffectEvent } from 'react';

/** Where keys belong to what has the focus: text, open menus and dialogs. */
const OWN_KEYS = 'input, textarea, select, [contenteditable], dialog, [popover]';

/** Whether a key pressed here is for the page rather than for the field or menu it was pressed in. */
function isForPage(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return false;
  return !(event.target instanceof Element) || event.target.closest(OWN_KEYS) === null;
}

/** Calls back for keys pressed anywhere on the page but while typing; `true` means the key is used up. */
export function useKeyDown(onKey: (event: KeyboardEvent) => boolean): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (isForPage(event) && onKey(event)) event.preventDefault();
  });
  useEffect(() => {
    document.addEventListener('keydown', handle);
    return () => document.removeEventListener('keydown', handle);
  }, []);
}

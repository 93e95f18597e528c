type KeyPress = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey' | 'repeat'>;

/** Ctrl, Alt, Shift and F, by the key's place: nobody presses that by chance, and no browser has a use for it. */
export function isFaultsChord({ code, ctrlKey, altKey, shiftKey, metaKey, repeat }: KeyPress): boolean {
  return code === 'KeyF' && ctrlKey && altKey && shiftKey && !metaKey && !repeat;
}

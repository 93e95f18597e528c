/** What a key does during a call. */
export type CallAction =
  | 'toggle-microphone'
  | 'toggle-camera'
  | 'toggle-share'
  | 'toggle-hand'
  | 'toggle-chat'
  | 'toggle-people'
  | 'toggle-view'
  | 'toggle-fullscreen'
  | 'open-invite'
  | 'open-shortcuts';

export interface Shortcut {
  readonly action: CallAction;
  /** As printed on the key. */
  readonly label: string;
  /** `KeyboardEvent.code`: the place of the key, so that it works while a Korean layout is active. */
  readonly code: string;
}

export const SHORTCUTS: readonly Shortcut[] = [
  { action: 'toggle-microphone', label: 'M', code: 'KeyM' },
  { action: 'toggle-camera', label: 'V', code: 'KeyV' },
  { action: 'toggle-share', label: 'S', code: 'KeyS' },
  { action: 'toggle-hand', label: 'H', code: 'KeyH' },
  { action: 'toggle-chat', label: 'C', code: 'KeyC' },
  { action: 'toggle-people', label: 'P', code: 'KeyP' },
  { action: 'open-invite', label: 'I', code: 'KeyI' },
  { action: 'toggle-view', label: 'L', code: 'KeyL' },
  { action: 'toggle-fullscreen', label: 'F', code: 'KeyF' },
];

export const HELP_KEY = '?';

type KeyPress = Pick<
  KeyboardEvent,
  'code' | 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat'
>;

/** The action of a key press, or null. Combinations with Ctrl, Alt and Command belong to the browser. */
export function actionOf(press: KeyPress): CallAction | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.repeat) return null;
  // `?` sits on different keys of different layouts; on a US or Korean one it is Shift and the slash key.
  if (press.key === HELP_KEY || (press.shiftKey && press.code === 'Slash')) return 'open-shortcuts';
  if (press.shiftKey) return null;
  return SHORTCUTS.find(({ code }) => code === press.code)?.action ?? null;
}

/** The key of an action as printed on the keyboard, for labels and tooltips. */
export function keyOf(action: CallAction): string {
  return SHORTCUTS.find((shortcut) => shortcut.action === action)?.label ?? HELP_KEY;
}

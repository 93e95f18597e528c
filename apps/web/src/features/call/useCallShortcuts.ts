import { toggleView } from '../../room/viewChoice.ts';
import { type CallAction, actionOf } from './shortcuts.ts';
import { useShortcutsEnabled } from './shortcutsEnabled.ts';
import type { CallControls } from './useCallControls.ts';
import type { CallPanels } from './useCallPanels.ts';
import { useKeyDown } from './useKeyDown.ts';
import type { OwnHand } from './useOwnHand.ts';

interface CallShortcutTargets {
  controls: CallControls;
  hand: OwnHand;
  panels: CallPanels;
  fullscreen: { toggle: () => void };
}

/** Binds the call page's keys to what they do. */
export function useCallShortcuts({ controls, hand, panels, fullscreen }: CallShortcutTargets): void {
  const actions: Record<CallAction, () => void> = {
    'toggle-microphone': controls.toggleMicrophone,
    'toggle-camera': controls.toggleCamera,
    'toggle-share': controls.toggleShare,
    'toggle-hand': hand.toggle,
    'toggle-chat': () => panels.togglePanel('chat'),
    'toggle-people': () => panels.togglePanel('people'),
    'toggle-view': toggleView,
    'toggle-fullscreen': fullscreen.toggle,
    'open-invite': () => panels.openDialog('invite'),
    'open-shortcuts': () => panels.openDialog('shortcuts'),
  };
  const enabled = useShortcutsEnabled();
  useKeyDown((event) => {
    if (!enabled) return false;
    const action = actionOf(event);
    if (action !== null) actions[action]();
    return action !== null;
  });
}

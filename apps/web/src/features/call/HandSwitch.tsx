import { Hand } from 'lucide-react';
import { hostTexts } from '../../i18n/host.ts';
import { useText } from '../../i18n/useText.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { keyOf } from './shortcuts.ts';
import type { OwnHand } from './useOwnHand.ts';

/** One's own hand, up or down. */
export function HandSwitch({ hand: { raised, toggle } }: { hand: OwnHand }) {
  const t = useText(hostTexts);
  return (
    <IconButton
      size="large"
      variant={raised ? 'accent' : 'filled'}
      label={raised ? t.lowerHand : t.raiseHand}
      icon={Hand}
      shortcut={keyOf('toggle-hand')}
      aria-keyshortcuts={keyOf('toggle-hand')}
      onClick={toggle}
    />
  );
}

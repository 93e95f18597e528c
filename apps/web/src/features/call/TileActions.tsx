import { EllipsisVertical, Pin, PinOff } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { peopleTexts } from '../../i18n/people.ts';
import { useText } from '../../i18n/useText.ts';
import { isPinned } from '../../room/PersonSettings.ts';
import { usePersonSettings, usePersonSettingsStore } from '../../room/personSettingsContext.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { PersonMenu, useHasTileMenu } from './PersonMenu.tsx';
import styles from './TileActions.module.css';

interface TileActionsProps {
  userId: string;
  name: string;
  source: 'camera' | 'screen';
  /** One's own picture is never large for oneself. */
  pinnable?: boolean;
}

/**
 * The buttons in a tile's corner. One stop of the Tab key for each tile, however many tiles: the arrow keys reach the
 * pin, which is in the menu as well.
 */
export function TileActions({ userId, name, source, pinnable = true }: TileActionsProps) {
  const t = useText(peopleTexts);
  if (!useHasTileMenu(userId)) return null;
  return (
    <div className={styles['actions']} role="toolbar" aria-label={t.actionsFor(name)} onKeyDown={moveFocus}>
      {pinnable && <PinButton userId={userId} name={name} source={source} />}
      <PersonMenu
        userId={userId}
        name={name}
        source={source}
        trigger={(props) => (
          <IconButton
            {...props}
            size="small"
            variant="overlay"
            className={styles['action']}
            label={t.actionsFor(name)}
            icon={EllipsisVertical}
            tooltipPlacement="bottom-end"
          />
        )}
      />
    </div>
  );
}

function PinButton({ userId, name, source }: Pick<TileActionsProps, 'userId' | 'name' | 'source'>) {
  const t = useText(peopleTexts);
  const settings = usePersonSettingsStore();
  const pinned = usePersonSettings((snapshot) => isPinned(snapshot, userId, source));
  return (
    <IconButton
      size="small"
      variant="overlay"
      className={styles['action']}
      tabIndex={-1}
      label={pinned ? t.unpinPerson(name) : t.pinPerson(name)}
      icon={pinned ? PinOff : Pin}
      tooltipPlacement="bottom-end"
      onClick={() => settings.pin(pinned ? null : { userId, source })}
    />
  );
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
  // The open card has keys of its own.
  if (!(event.target instanceof HTMLElement) || event.target.closest('[popover]') !== null) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button:not([popover] button)')];
  buttons.at(event.key === 'ArrowLeft' ? 0 : -1)?.focus();
}

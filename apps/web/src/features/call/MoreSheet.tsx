import {
  Camera,
  Hand,
  Languages,
  LayoutGrid,
  MessageSquare,
  Mic,
  Palette,
  Settings,
  UserPlus,
  Users,
  Volume2,
} from 'lucide-react';
import { callTexts } from '../../i18n/call.ts';
import { hostTexts } from '../../i18n/host.ts';
import { languageNames, languages } from '../../i18n/languages.ts';
import { settingsTexts } from '../../i18n/settings.ts';
import { setLanguage, useLanguage, useText } from '../../i18n/useText.ts';
import { useRoom } from '../../room/roomContext.tsx';
import { useIsHost } from '../../room/useRole.ts';
import { chooseView, useViewChoice, viewChoices } from '../../room/viewChoice.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select } from '../../ui/Select.tsx';
import { setTheme, themes, useTheme } from '../../ui/theme.ts';
import { DataSaverSelect } from './DataSaverSelect.tsx';
import styles from './MoreSheet.module.css';
import { SheetAction } from './SheetAction.tsx';
import type { CallPanels } from './useCallPanels.ts';
import { useDeviceChoices } from './useDeviceChoices.ts';
import type { OwnHand } from './useOwnHand.ts';
import { useThemeOptions } from './useThemeOptions.ts';
import { useViewOptions } from './useViewOptions.ts';

interface MoreSheetProps {
  panels: CallPanels;
  hand: OwnHand;
  unread: number;
}

/** On phones: everything that has no place in the bar. */
export function MoreSheet({ panels, hand, unread }: MoreSheetProps) {
  const t = useText(callTexts);
  const hosting = useText(hostTexts);
  const host = useIsHost();
  const waiting = useRoom(({ lobby }) => lobby.length);
  const people = useRoom(({ users }) => users.length + 1);
  return (
    <Dialog
      variant="sheet"
      open={panels.dialog === 'more'}
      onClose={panels.closeDialog}
      title={t.more}
      closeLabel={t.close}
    >
      <div className={styles['actions']}>
        <SheetAction
          icon={MessageSquare}
          label={t.chat}
          detail={unread > 0 ? String(unread) : null}
          onSelect={() => panels.togglePanel('chat')}
        />
        <SheetAction
          icon={Users}
          label={t.people}
          detail={waiting > 0 ? `${people} · ${hosting.waitingShort(waiting)}` : String(people)}
          onSelect={() => panels.togglePanel('people')}
        />
        <SheetAction icon={UserPlus} label={t.invite} onSelect={() => panels.openDialog('invite')} />
        <SheetAction
          icon={Hand}
          label={hand.raised ? hosting.lowerHand : hosting.raiseHand}
          onSelect={() => {
            panels.closeDialog();
            hand.toggle();
          }}
        />
        {host && (
          <SheetAction
            icon={Settings}
            label={hosting.settings}
            onSelect={() => panels.openDialog('room-settings')}
          />
        )}
      </div>
      <SheetSettings />
    </Dialog>
  );
}

function SheetSettings() {
  const t = useText(callTexts);
  const view = useViewChoice();
  const settings = useText(settingsTexts);
  const { microphone, camera, speaker } = useDeviceChoices();
  const language = useLanguage();
  const theme = useTheme();
  const devices = [
    { ...microphone, icon: Mic },
    { ...camera, icon: Camera },
    { ...speaker, icon: Volume2 },
  ];
  return (
    <div className={styles['settings']}>
      <Select
        label={t.view}
        icon={LayoutGrid}
        options={useViewOptions()}
        value={view}
        onChange={(value) => chooseView(viewChoices.find((option) => option === value) ?? view)}
      />
      <DataSaverSelect />
      {devices.map(
        ({ label, icon, options, value, choose }) =>
          options.length > 0 && (
            <Select key={label} label={label} icon={icon} options={options} value={value} onChange={choose} />
          ),
      )}
      <Select
        label={settings.language}
        icon={Languages}
        options={languages.map((value) => ({ value, label: languageNames[value] }))}
        value={language}
        onChange={(value) => setLanguage(languages.find((option) => option === value) ?? language)}
      />
      <Select
        label={settings.theme}
        icon={Palette}
        options={useThemeOptions()}
        value={theme}
        onChange={(value) => setTheme(themes.find((option) => option === value) ?? theme)}
      />
    </div>
  );
}

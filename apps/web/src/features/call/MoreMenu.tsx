import { Ellipsis, Keyboard, Maximize, Minimize, Settings } from 'lucide-react';
import { callTexts } from '../../i18n/call.ts';
import { hostTexts } from '../../i18n/host.ts';
import { languageNames, languages } from '../../i18n/languages.ts';
import { settingsTexts } from '../../i18n/settings.ts';
import { setLanguage, useLanguage, useText } from '../../i18n/useText.ts';
import { useIsHost } from '../../room/useRole.ts';
import { chooseView, useViewChoice } from '../../room/viewChoice.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuGroup, MenuItem, MenuRadio, MenuSeparator } from '../../ui/Menu.tsx';
import { setTheme, useTheme } from '../../ui/theme.ts';
import { HELP_KEY, keyOf } from './shortcuts.ts';
import type { CallPanels } from './useCallPanels.ts';
import { useFullscreen } from './useFullscreen.ts';
import { useThemeOptions } from './useThemeOptions.ts';
import { useViewOptions } from './useViewOptions.ts';

/** What is needed seldom, in wide windows. On phones see `MoreSheet`. */
export function MoreMenu({ panels }: { panels: CallPanels }) {
  const t = useText(callTexts);
  const settings = useText(settingsTexts);
  const hosting = useText(hostTexts);
  const host = useIsHost();
  const language = useLanguage();
  const theme = useTheme();
  const themeOptions = useThemeOptions();
  const view = useViewChoice();
  const viewOptions = useViewOptions();
  const fullscreen = useFullscreen();
  return (
    <Menu
      label={t.more}
      placement="top"
      trigger={(props) => (
        <IconButton {...props} size="large" variant="filled" label={t.more} icon={Ellipsis} />
      )}
    >
      {host && (
        <MenuItem icon={Settings} onSelect={() => panels.openDialog('room-settings')}>
          {hosting.settings}
        </MenuItem>
      )}
      {fullscreen.supported && (
        <MenuItem
          icon={fullscreen.active ? Minimize : Maximize}
          hint={keyOf('toggle-fullscreen')}
          onSelect={fullscreen.toggle}
        >
          {fullscreen.active ? t.leaveFullscreen : t.fullscreen}
        </MenuItem>
      )}
      <MenuItem icon={Keyboard} hint={HELP_KEY} onSelect={() => panels.openDialog('shortcuts')}>
        {t.shortcuts}
      </MenuItem>
      <MenuSeparator />
      <MenuGroup label={t.view}>
        {viewOptions.map(({ value, label }) => (
          <MenuRadio key={value} checked={value === view} onSelect={() => chooseView(value)}>
            {label}
          </MenuRadio>
        ))}
      </MenuGroup>
      <MenuGroup label={settings.language}>
        {languages.map((option) => (
          <MenuRadio key={option} checked={option === language} onSelect={() => setLanguage(option)}>
            <span lang={option}>{languageNames[option]}</span>
          </MenuRadio>
        ))}
      </MenuGroup>
      <MenuGroup label={settings.theme}>
        {themeOptions.map(({ value, label }) => (
          <MenuRadio key={value} checked={value === theme} onSelect={() => setTheme(value)}>
            {label}
          </MenuRadio>
        ))}
      </MenuGroup>
    </Menu>
  );
}

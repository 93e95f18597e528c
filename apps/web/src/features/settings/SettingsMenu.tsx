import { Settings } from 'lucide-react';
import { languageNames, languages } from '../../i18n/languages.ts';
import { settingsTexts } from '../../i18n/settings.ts';
import { setLanguage, useLanguage, useText } from '../../i18n/useText.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuGroup, MenuRadio, MenuSeparator } from '../../ui/Menu.tsx';
import { setTheme, themes, useTheme } from '../../ui/theme.ts';

/** Language and appearance: what a person can choose before any meeting. */
export function SettingsMenu() {
  const t = useText(settingsTexts);
  const language = useLanguage();
  const theme = useTheme();
  const themeNames = { system: t.themeSystem, dark: t.themeDark, light: t.themeLight };
  return (
    <Menu
      label={t.settings}
      trigger={(props) => (
        <IconButton {...props} label={t.settings} icon={Settings} tooltipPlacement="bottom-end" />
      )}
    >
      <MenuGroup label={t.language}>
        {languages.map((option) => (
          <MenuRadio key={option} checked={option === language} onSelect={() => setLanguage(option)}>
            <span lang={option}>{languageNames[option]}</span>
          </MenuRadio>
        ))}
      </MenuGroup>
      <MenuSeparator />
      <MenuGroup label={t.theme}>
        {themes.map((option) => (
          <MenuRadio key={option} checked={option === theme} onSelect={() => setTheme(option)}>
            {themeNames[option]}
          </MenuRadio>
        ))}
      </MenuGroup>
    </Menu>
  );
}

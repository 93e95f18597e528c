import { Settings } from 'lucide-react';
import { dataTexts } from '../../i18n/data.ts';
import { languageNames, languages } from '../../i18n/languages.ts';
import { settingsTexts } from '../../i18n/settings.ts';
import { setLanguage, useLanguage, useText } from '../../i18n/useText.ts';
import { chooseDataSaving, useDataChoice } from '../../room/dataSaver.ts';
import { useDataOptions } from '../../room/useDataOptions.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuGroup, MenuRadio, MenuSeparator } from '../../ui/Menu.tsx';
import { setTheme, themes, useTheme } from '../../ui/theme.ts';

/** Language, appearance and data: what a person can choose before any meeting. */
export function SettingsMenu() {
  const t = useText(settingsTexts);
  const data = useText(dataTexts);
  const language = useLanguage();
  const dataChoice = useDataChoice();
  const dataOptions = useDataOptions();
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
      <MenuSeparator />
      <MenuGroup label={data.saver}>
        {dataOptions.map(({ value, label }) => (
          <MenuRadio key={value} checked={value === dataChoice} onSelect={() => chooseDataSaving(value)}>
            {label}
          </MenuRadio>
        ))}
      </MenuGroup>
    </Menu>
  );
}

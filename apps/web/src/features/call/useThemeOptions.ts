import { settingsTexts } from '../../i18n/settings.ts';
import { useText } from '../../i18n/useText.ts';
import { type Theme, themes } from '../../ui/theme.ts';

/** Appearances to choose between, in the person's language. */
export function useThemeOptions(): { value: Theme; label: string }[] {
  const t = useText(settingsTexts);
  const names: Record<Theme, string> = { system: t.themeSystem, dark: t.themeDark, light: t.themeLight };
  return themes.map((value) => ({ value, label: names[value] }));
}

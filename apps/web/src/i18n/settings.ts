import { defineTexts } from './texts.ts';

export const settingsTexts = defineTexts({
  en: {
    settings: 'Settings',
    language: 'Language',
    theme: 'Appearance',
    themeSystem: 'Like the system',
    themeDark: 'Dark',
    themeLight: 'Light',
  },
  ko: {
    settings: '설정',
    language: '언어',
    theme: '화면 테마',
    themeSystem: '시스템 설정에 맞추기',
    themeDark: '어둡게',
    themeLight: '밝게',
  },
});

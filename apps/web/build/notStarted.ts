import type { Plugin } from 'vite';
import { type Language, languages } from '../src/i18n/languages.ts';
import { startTexts } from '../src/i18n/start.ts';

const PLACE = '<!-- not-started -->';

/**
 * What a page says whose scripts are late, were not loaded, or cannot be read by an old browser: in both languages,
 * because only a script could choose. React replaces it; until a moment has passed it is invisible
 * (src/notStarted.css).
 */
export function notStarted(): Plugin {
  return {
    name: 'not-started',
    transformIndexHtml: (html) => html.replace(PLACE, () => words()),
  };
}

function words(): string {
  return `<main class="not-started">${languages.map(section).join('')}</main>`;
}

function section(language: Language): string {
  const t = startTexts[language];
  return (
    `<section lang="${language}"><h1>${t.title}</h1><p>${t.text}</p>` +
    `<noscript><p>${t.withoutScript}</p></noscript><a href="">${t.reload}</a></section>`
  );
}

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { type Language, languages } from '../src/i18n/languages.ts';
import { pwaTexts } from '../src/i18n/pwa.ts';
import { startupImages } from './startupImages.ts';

const PAGE_COLOUR = '#0e1014';
const OFFLINE_STATICS = ['offline.css', 'offline.js', 'early.js', 'favicon.svg'];

/** What makes the page installable: a manifest per language, the service worker, and the page it shows offline. */
export function pwa(): Plugin {
  return {
    name: 'pwa',
    apply: 'build',
    config: () => ({ define: { __SHELL_VERSION__: JSON.stringify(shellVersion()) } }),
    buildStart() {
      const serviceWorker = fileURLToPath(new URL('../src/serviceWorker.ts', import.meta.url));
      // Not among the assets: its folder is what it may serve.
      this.emitFile({ type: 'chunk', id: serviceWorker, fileName: 'sw.js' });
      this.emitFile({ type: 'asset', fileName: 'offline.html', source: offlinePage() });
      for (const language of languages) {
        const source = JSON.stringify(manifest(language), undefined, 2);
        this.emitFile({ type: 'asset', fileName: `manifest.${language}.webmanifest`, source });
      }
    },
    transformIndexHtml: () => [
      { tag: 'link', attrs: { rel: 'manifest', href: '/manifest.en.webmanifest' }, injectTo: 'head' },
      // iOS takes no picture from the manifest.
      ...startupImages().map((image) => ({
        tag: 'link',
        attrs: { rel: 'apple-touch-startup-image', ...image },
        injectTo: 'head' as const,
      })),
    ],
  };
}

function manifest(language: Language): object {
  const t = pwaTexts[language];
  const icon = (name: string, size: number, purpose: string) => ({
    src: `/icons/${name}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  });
  return {
    id: '/', // the same app in every language
    name: t.name,
    short_name: t.shortName,
    description: t.description,
    lang: language,
    start_url: '/',
    scope: '/',
    display: 'standalone',
    orientation: 'any',
    background_color: PAGE_COLOUR,
    theme_color: PAGE_COLOUR,
    categories: ['communication'],
    icons: [
      icon('icon-192', 192, 'any'),
      icon('icon-512', 512, 'any'),
      icon('maskable-512', 512, 'maskable'),
    ],
    // A tapped link opens in the app, but never in the window of a running call.
    handle_links: 'preferred',
    launch_handler: { client_mode: ['navigate-new', 'auto'] },
  };
}

/** Both languages; offline.js leaves the reader's. Without scripts of its own in it: the security policy forbids them. */
function offlinePage(): string {
  const sections = languages.map((language) => {
    const t = pwaTexts[language];
    return `<section lang="${language}"><h1>${t.offlineTitle}</h1><p>${t.offlineText}</p><button type="button">${t.retry}</button></section>`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="dark light">
<title>Parley</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/offline.css">
<script src="/early.js"></script>
<script src="/offline.js" defer></script>
</head>
<body><main><img src="/favicon.svg" alt="" width="48" height="48">${sections.join('')}</main></body>
</html>
`;
}

/** Another text or style is another version: browsers then fetch the offline page anew. */
function shellVersion(): string {
  const hash = createHash('sha256').update(offlinePage());
  for (const name of OFFLINE_STATICS)
    hash.update(readFileSync(new URL(`../public/${name}`, import.meta.url)));
  return hash.digest('hex').slice(0, 12);
}

import { mkdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { iPhoneScreens, startupImageName } from '../../apps/web/build/startupImages.ts';
import { findChromium } from '../support/launchChromium.ts';

/**
 * Draws the app's icons and the picture of link previews from the one SVG: `node e2e/icons/makeIcons.ts`. The pictures
 * are committed, because building the app must not need a browser.
 */

const PUBLIC = new URL('../../apps/web/public/', import.meta.url);
const GROUND = '#3558e6';
const PAGE = '#0e1014';
/** Of the picture on a starting iPhone, in its CSS pixels. */
const STARTUP_SIZE = 96;
const PREVIEW = { width: 1200, height: 630 };

const svg = await readFile(new URL('favicon.svg', PUBLIC), 'utf8');
await mkdir(new URL('icons/', PUBLIC), { recursive: true });
const browser = await chromium.launch({ executablePath: await findChromium(), args: ['--no-sandbox'] });
try {
  const page = await browser.newPage();
  await draw(page, 'icon-192', { width: 192, height: 192 }, picture(192));
  await draw(page, 'icon-512', { width: 512, height: 512 }, picture(512));
  // Filled to the edge: the system cuts its own corners, and of an icon leaves at least a circle of 80 %.
  await draw(page, 'maskable-512', { width: 512, height: 512 }, picture(512), GROUND);
  await draw(page, 'apple-touch-icon', { width: 180, height: 180 }, picture(180), GROUND);
  await draw(page, 'link-preview', PREVIEW, `${picture(220)}<b>Parley</b>`, PAGE);
  for (const screen of iPhoneScreens) {
    const { width, height, pixelRatio } = screen;
    const size = { width: width * pixelRatio, height: height * pixelRatio };
    await draw(page, startupImageName(screen), size, picture(STARTUP_SIZE * pixelRatio), PAGE);
  }
} finally {
  await browser.close();
}

function picture(size: number): string {
  return svg.replace('<svg ', `<svg width="${size}" height="${size}" `);
}

async function draw(
  page: Page,
  name: string,
  size: { width: number; height: number },
  body: string,
  ground = 'transparent',
): Promise<void> {
  const css = `body { margin: 0; height: 100vh; display: flex; gap: 48px; align-items: center; justify-content: center;
    background: ${ground}; color: #eef0f4; font: 600 120px system-ui, sans-serif; letter-spacing: -0.02em; }`;
  await page.setViewportSize(size);
  await page.setContent(`<style>${css}</style>${body}`);
  await page.screenshot({
    path: fileURLToPath(new URL(`icons/${name}.png`, PUBLIC)),
    omitBackground: ground === 'transparent',
  });
}

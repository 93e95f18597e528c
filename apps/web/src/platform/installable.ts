/**
 * The app's name on the home screen is in the reader's language: browsers read the manifest when the page has loaded,
 * and there is one for each.
 */
export function chooseManifest(page: Pick<Document, 'querySelector'>, language: string): void {
  const link = page.querySelector('link[rel=manifest]');
  link?.setAttribute('href', `/manifest.${language}.webmanifest`);
}

/**
 * Registers what says so when the app is started offline. Never fails: private windows, apps' browsers and pages with
 * a certificate that was only clicked away have none, and everything but that page works without.
 */
export async function registerServiceWorker(platform: {
  readonly serviceWorker?: Pick<ServiceWorkerContainer, 'register'>;
}): Promise<boolean> {
  if (platform.serviceWorker === undefined) return false;
  try {
    await platform.serviceWorker.register('/sw.js');
    return true;
  } catch {
    return false;
  }
}

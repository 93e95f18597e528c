import { expect, test } from 'vitest';
import { chooseManifest, registerServiceWorker } from './installable.ts';

test('the manifest is the one of the language, where there is one', () => {
  const attributes = new Map<string, string>();
  const link = { setAttribute: (name: string, value: string) => attributes.set(name, value) };
  const asked: string[] = [];
  const page = (found: object | null) => ({
    querySelector: (selector: string) => {
      asked.push(selector);
      return found as Element | null;
    },
  });
  chooseManifest(page(link), 'ko');
  expect([...attributes]).toEqual([['href', '/manifest.ko.webmanifest']]);
  expect(() => chooseManifest(page(null), 'en')).not.toThrow();
  expect(asked).toEqual(['link[rel=manifest]', 'link[rel=manifest]']);
});

test('a browser without service workers, or that refuses one, is fine', async () => {
  const registered: unknown[] = [];
  const register = (url: string | URL) => {
    registered.push(url);
    return Promise.resolve({} as ServiceWorkerRegistration);
  };
  expect(await registerServiceWorker({})).toBe(false);
  expect(await registerServiceWorker({ serviceWorker: { register } })).toBe(true);
  expect(registered).toEqual(['/sw.js']);
  const refuse = () => Promise.reject(new DOMException('an untrusted certificate', 'SecurityError'));
  expect(await registerServiceWorker({ serviceWorker: { register: refuse } })).toBe(false);
});

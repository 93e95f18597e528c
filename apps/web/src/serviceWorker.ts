/**
 * Says so when the app is started without a connection, and does nothing else: no part of the app, of the API or of
 * signaling is ever taken from a cache. So a new version may take over at once, under a running call too.
 */

/** A hash of what is cached, set by the build. */
declare const __SHELL_VERSION__: string;

/** The parts of a service worker's global scope that are used here; the DOM's types know only pages. */
interface WorkerScope {
  readonly clients: { claim: () => Promise<void> };
  readonly registration: { readonly navigationPreload?: { enable: () => Promise<void> } };
  skipWaiting: () => Promise<void>;
  addEventListener: (
    type: 'install' | 'activate' | 'fetch',
    listener: (event: ExtendableEvent & FetchEvent) => void,
  ) => void;
}
interface ExtendableEvent extends Event {
  waitUntil: (promise: Promise<unknown>) => void;
}
interface FetchEvent extends Event {
  readonly request: Request;
  readonly preloadResponse: Promise<Response | undefined>;
  respondWith: (response: Promise<Response>) => void;
}

const PREFIX = 'parley-offline-';
const CACHE = PREFIX + __SHELL_VERSION__;
const OFFLINE_PAGE = '/offline.html';
const SHELL = [OFFLINE_PAGE, '/offline.css', '/offline.js', '/early.js', '/favicon.svg'];
const worker = self as unknown as WorkerScope;

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.mode === 'navigate') {
    // Files and answers of the API that are opened as pages are the browser's own business.
    if (pathname === '/' || pathname.startsWith('/r/')) event.respondWith(openPage(event));
  } else if (SHELL.includes(pathname)) {
    event.respondWith(fetch(request).catch(() => cached(pathname)));
  }
});

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll(SHELL.map((path) => new Request(path, { cache: 'reload' })));
  await worker.skipWaiting();
}

async function activate(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map(remove));
  // The page is asked for while the worker still starts: opening a link must not wait for it.
  await worker.registration.navigationPreload?.enable();
  await worker.clients.claim();
}

function remove(name: string): Promise<boolean> {
  return caches.delete(name);
}

async function openPage({ request, preloadResponse }: FetchEvent): Promise<Response> {
  try {
    return (await preloadResponse) ?? (await fetch(request));
  } catch {
    return cached(OFFLINE_PAGE);
  }
}

async function cached(path: string): Promise<Response> {
  return (await caches.match(path)) ?? Response.error();
}

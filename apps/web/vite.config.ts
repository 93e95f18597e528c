import react from '@vitejs/plugin-react';
import { type Plugin, defineConfig } from 'vite';
import { notStarted } from './build/notStarted.ts';
import { pwa } from './build/pwa.ts';

const server = `http://localhost:${process.env['PARLEY_PORT'] ?? '3000'}`;

/**
 * mediasoup-client is CommonJS, so nothing of it is shaken off: handlers for React Native and for Chromium before 111,
 * its own tests' fakes, data channels, which Parley has none of. No browser this build targets uses them; they are a
 * tenth of what pre-join loads. A browser that old gets mediasoup-client's failure, which the SDK reports as an
 * unsupported browser. Its trace output (`debug`) is for those who develop, and `npm run dev` has it.
 */
const unusedByBrowsers: Plugin = {
  name: 'unused-by-browsers',
  apply: 'build',
  enforce: 'pre',
  resolveId(source, importer) {
    if (source === 'debug') return '\0silent';
    const unused = /\/(?:ReactNative106|Chrome74|FakeHandler|fakeParameters|DataProducer|DataConsumer)$/.test(
      source,
    );
    return unused && importer?.includes('/mediasoup-client/') === true ? '\0unused' : null;
  },
  load: (id) => {
    if (id === '\0silent') return 'export default () => Object.assign(() => {}, { enabled: false });';
    return id === '\0unused' ? 'export {};' : null;
  },
};

export default defineConfig({
  plugins: [react(), unusedByBrowsers, notStarted(), pwa()],
  build: {
    // The oldest browsers with native popovers and `light-dark()`, both of which the design system stands on.
    target: ['chrome123', 'edge123', 'firefox125', 'safari17.5', 'ios17.5'],
    // The page's security policy allows no `data:` scripts or fonts; small icons are inline SVG in components anyway.
    assetsInlineLimit: 0,
    sourcemap: true,
  },
  server: {
    proxy: {
      '/api': server,
      '/socket.io': { target: server, ws: true },
    },
  },
});

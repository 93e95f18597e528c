import { defineConfig } from 'vitest/config';

/** A state that comes is waited for, however busy the machine: the library's one second measures the machine. */
const expect = { poll: { timeout: 15_000 } };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{packages,apps,tools,bench}/**/src/**/*.test.{ts,tsx}', 'scripts/**/*.test.mjs'],
        },
      },
      {
        // Real workers, sockets and media: two files at once would measure each other's load.
        test: {
          name: 'integration',
          include: ['{apps/sfu,tools/bots,packages/client}/test/**/*.test.ts'],
          fileParallelism: false,
          expect,
          testTimeout: 90_000,
          hookTimeout: 60_000,
        },
      },
      {
        // One browser process at a time is what two cores can carry.
        test: {
          name: 'browser',
          include: ['e2e/tests/**/*.test.ts'],
          fileParallelism: false,
          expect: { poll: { timeout: 30_000 } },
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        // Minutes of a meeting that is a load by itself, so it has the machine to itself.
        test: { name: 'soak', include: ['bench/test/**/*.test.ts'], fileParallelism: false },
      },
    ],
  },
});

import type { Sfu } from '@parley/sfu';
import { startSfu } from '@parley/sfu/testing';
import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { Chromium } from './Chromium.ts';
import { Guest } from './Guest.ts';

/** A server and a browser for the tests of a block. */
export interface PhoneVisits {
  readonly sfu: Sfu;
  /** Somebody who reads Korean, unless the options say otherwise. */
  readonly guestWith: (options?: BrowserContextOptions) => Promise<Guest>;
}

/** To be called in the block: both are there from its first test to its last. */
export function phoneVisits(): PhoneVisits {
  let sfu: Sfu;
  let chromium: Chromium;
  beforeAll(async () => {
    [sfu, chromium] = await Promise.all([startSfu(), Chromium.launch()]);
  });
  afterAll(async () => {
    await chromium.close();
    await sfu.close();
  });
  return {
    get sfu() {
      return sfu;
    },
    guestWith: async (options = {}) =>
      Guest.open(await chromium.profile({ locale: 'ko-KR', ...options }), sfu.localUrl),
  };
}

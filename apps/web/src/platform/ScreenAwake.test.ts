import { beforeEach, expect, it } from 'vitest';
import { ScreenAwake } from './ScreenAwake.ts';

class Lock {
  released = false;

  release(): Promise<void> {
    this.released = true;
    return Promise.resolve();
  }
}

/** A browser's locks, with its rule: a hidden page loses its lock, and gets none. */
class Page extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';
  readonly locks: Lock[] = [];
  refuses = false;

  request(): Promise<WakeLockSentinel> {
    if (this.refuses || this.visibilityState === 'hidden') {
      return Promise.reject(new DOMException('', 'NotAllowedError'));
    }
    const lock = new Lock();
    this.locks.push(lock);
    return Promise.resolve(lock as unknown as WakeLockSentinel);
  }

  async show(visible: boolean): Promise<void> {
    this.visibilityState = visible ? 'visible' : 'hidden';
    if (!visible) for (const lock of this.locks) lock.released = true;
    this.dispatchEvent(new Event('visibilitychange'));
    await settled();
  }

  get held(): number {
    return this.locks.filter(({ released }) => !released).length;
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

let page: Page;
let awake: ScreenAwake;
beforeEach(() => {
  page = new Page();
  awake = new ScreenAwake(page, page);
});

it('holds one lock while it is to, and none afterwards', async () => {
  awake.start();
  awake.start();
  await settled();
  await page.show(true);
  expect(page.locks).toHaveLength(1);
  expect(page.held).toBe(1);
  awake.stop();
  await settled();
  expect(page.held).toBe(0);
  await page.show(true);
  expect(page.locks).toHaveLength(1);
});

it('takes the lock again on return', async () => {
  awake.start();
  await settled();
  await page.show(false);
  expect(page.held).toBe(0);
  await page.show(true);
  expect(page.held).toBe(1);
});

it('asks again on return where it was refused', async () => {
  page.refuses = true;
  awake.start();
  await settled();
  expect(page.held).toBe(0);
  page.refuses = false;
  await page.show(true);
  expect(page.held).toBe(1);
});

it('keeps no lock that comes after the end', async () => {
  awake.start();
  awake.stop();
  await settled();
  expect(page.locks).toHaveLength(1);
  expect(page.held).toBe(0);
});

it('does nothing where there are no locks', () => {
  const none = new ScreenAwake(undefined, page);
  none.start();
  none.stop();
  expect(page.held).toBe(0);
});

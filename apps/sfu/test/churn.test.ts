import { expect, it } from 'vitest';
import { churn } from '../testing/churn.ts';
import { inventoryOf } from '../testing/leftovers.ts';
import { startSfu } from '../testing/startSfu.ts';

/** Of the test itself, while it waits. */
const POLLING_TIMERS = 2;

it('leaves nothing behind when a hundred people come to ten rooms side by side and go, each in another way', async () => {
  await using sfu = await startSfu({
    PARLEY_WORKERS: '2',
    PARLEY_RESUME_GRACE_S: '0.1',
    PARLEY_EMPTY_ROOM_TTL_S: '0.1',
  });
  const { timers: timersBefore = 0, ...others } = await inventoryOf(sfu);
  await churn({ server: sfu, rooms: 10, joins: 100 });
  expect(sfu.registry.participantCount).toBeLessThan(50);
  // What waits a moment before it ends: places of those whose connection broke, rooms in which nobody is.
  await expect
    .poll(async () => {
      const { timers = 0, ...now } = await inventoryOf(sfu);
      return { ...now, moreTimers: timers > timersBefore + POLLING_TIMERS };
    })
    .toEqual({ ...others, moreTimers: false });
});

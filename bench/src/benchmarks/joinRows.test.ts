import { expect, it } from 'vitest';
import { toRows } from '../rows.ts';
import { BOT_STEPS, joinRows, pageSteps, percentilesOf, ROOMS } from './joinRows.ts';

it('declares exactly the figures that it computes', () => {
  const values = Object.assign(
    {},
    ...ROOMS.flatMap((people) =>
      [...pageSteps(people), ...BOT_STEPS].map((step) => percentilesOf(step, people, [1, 2, 3])),
    ),
  ) as Record<string, number>;
  const rows = toRows(joinRows(), values);
  expect(rows).toHaveLength(Object.keys(values).length);
  expect(rows.find(({ id }) => id === 'join.first-video-ms.p50.room10')).toMatchObject({
    value: 2,
    target: 200,
  });
  expect(rows.filter(({ target }) => target !== null)).toHaveLength(1);
});

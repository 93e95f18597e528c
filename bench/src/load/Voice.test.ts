import { expect, it } from 'vitest';
import { heardPercent } from './Voice.ts';

it('counts what was heard between two readings, late and lost packets against it', () => {
  expect(heardPercent({ heard: 100, missed: 50 }, { heard: 190, missed: 60 })).toBe(90);
  expect(heardPercent({ heard: 100, missed: 5 }, { heard: 150, missed: 4 })).toBe(100);
  expect(heardPercent({ heard: 100, missed: 5 }, { heard: 100, missed: 5 })).toBe(0);
});

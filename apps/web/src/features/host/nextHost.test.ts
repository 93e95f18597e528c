import { expect, test } from 'vitest';
import { afterHost } from './nextHost.ts';

const guest = { role: 'guest', displayName: 'Guest' } as const;
const helper = { role: 'co-host', displayName: 'Helper' } as const;

test.each([
  ['longest-present', [guest, helper], { becomesHost: 'Helper' }],
  ['longest-present', [guest], { becomesHost: 'Guest' }],
  ['nobody', [guest], 'nobody'],
  ['nobody', [guest, helper], { becomesHost: 'Helper' }],
  ['end', [guest], 'ends'],
  ['end', [helper], { becomesHost: 'Helper' }],
] as const)('%s, with %j', (rule, others, expected) => {
  expect(afterHost(others, rule)).toEqual(expected);
});

import { expect, test } from 'vitest';
import { hostRightsOn } from './hostRights.ts';

test.each([
  ['host', 'co-host', ['moderate', 'dismiss', 'setRole']],
  ['host', 'guest', ['moderate', 'dismiss', 'setRole']],
  ['co-host', 'host', []],
  ['co-host', 'co-host', ['moderate']],
  ['co-host', 'guest', ['moderate', 'dismiss']],
  ['guest', 'host', []],
  ['guest', 'co-host', []],
  ['guest', 'guest', []],
] as const)('a %s is offered for a %s: %j', (viewer, target, offered) => {
  const rights = hostRightsOn(target, viewer);
  expect(
    Object.entries(rights)
      .filter(([, has]) => has)
      .map(([name]) => name),
  ).toEqual(offered);
});

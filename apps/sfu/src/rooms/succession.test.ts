import { expect, it } from 'vitest';
import { succession } from './succession.ts';

const guests = [
  { id: 'first', role: 'guest' },
  { id: 'second', role: 'guest' },
] as const;
const withCoHosts = [
  ...guests,
  { id: 'helper', role: 'co-host' },
  { id: 'late-helper', role: 'co-host' },
] as const;

it.each([
  // Somebody who helps comes before every rule.
  { people: withCoHosts, rule: 'longest-present', hostLeft: true, guarded: false, next: 'helper' },
  { people: withCoHosts, rule: 'nobody', hostLeft: true, guarded: false, next: 'helper' },
  { people: withCoHosts, rule: 'end', hostLeft: true, guarded: false, next: 'helper' },
  { people: withCoHosts, rule: 'nobody', hostLeft: false, guarded: true, next: 'helper' },
  // Nobody helps: the rule.
  { people: guests, rule: 'longest-present', hostLeft: true, guarded: false, next: 'first' },
  { people: guests, rule: 'longest-present', hostLeft: false, guarded: false, next: 'first' },
  { people: guests, rule: 'longest-present', hostLeft: true, guarded: true, next: 'nobody' },
  { people: guests, rule: 'longest-present', hostLeft: false, guarded: true, next: 'nobody' },
  { people: guests, rule: 'nobody', hostLeft: true, guarded: false, next: 'nobody' },
  { people: guests, rule: 'nobody', hostLeft: false, guarded: false, next: 'nobody' },
  { people: guests, rule: 'end', hostLeft: true, guarded: false, next: 'end' },
  // Nobody has come yet who could have gone.
  { people: guests, rule: 'end', hostLeft: false, guarded: false, next: 'nobody' },
  { people: [], rule: 'longest-present', hostLeft: true, guarded: false, next: 'nobody' },
] as const)('$rule, host left: $hostLeft, guarded: $guarded -> $next', ({ next, ...state }) => {
  const result = succession(state);
  expect(typeof result === 'string' ? result : result.becomesHost).toBe(next);
});

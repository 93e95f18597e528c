import { expect, it } from 'vitest';
import { problemOf } from './mediaProblem.ts';

it.each([
  ['camera', 'denied', 'cameraDenied'],
  ['camera', 'not-found', 'cameraMissing'],
  ['microphone', 'in-use', 'microphoneBusy'],
  ['microphone', 'unknown', 'microphoneFailed'],
  ['screen', 'denied', 'screenDenied'],
  ['screen', 'unsupported', 'shareUnsupported'],
  ['screen', 'unknown', 'screenFailed'],
] as const)('%s %s', (device, reason, text) => {
  expect(problemOf(device, reason)).toBe(text);
});

it('says nothing when the screen picker was closed', () => {
  expect(problemOf('screen', 'dismissed')).toBeNull();
});

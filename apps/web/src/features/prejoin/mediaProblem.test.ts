import { expect, test } from 'vitest';
import type { MediaErrorReason } from '../../room/localMediaContext.tsx';
import { mediaProblemsOf } from './mediaProblem.ts';

const fine = { error: null };
const failed = (reason: MediaErrorReason) => ({ error: { reason } });

test('both failing for one reason is one problem, otherwise each has its own', () => {
  expect(mediaProblemsOf({ camera: fine, microphone: fine })).toEqual([]);
  expect(mediaProblemsOf({ camera: failed('denied'), microphone: failed('denied') })).toEqual([
    { device: 'both', reason: 'denied' },
  ]);
  expect(mediaProblemsOf({ camera: failed('in-use'), microphone: failed('denied') })).toEqual([
    { device: 'camera', reason: 'in-use' },
    { device: 'microphone', reason: 'denied' },
  ]);
  expect(mediaProblemsOf({ camera: fine, microphone: failed('not-found') })).toEqual([
    { device: 'microphone', reason: 'not-found' },
  ]);
});

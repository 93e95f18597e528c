import { expect, it } from 'vitest';
import { MediaError } from './errors.ts';
import { toMediaError } from './mediaErrors.ts';

it.each([
  ['NotAllowedError', 'denied'],
  ['SecurityError', 'denied'],
  ['NotFoundError', 'not-found'],
  ['DevicesNotFoundError', 'not-found'],
  ['NotReadableError', 'in-use'],
  ['TrackStartError', 'in-use'],
  ['AbortError', 'in-use'],
  ['OverconstrainedError', 'overconstrained'],
  ['NotSupportedError', 'unsupported'],
  ['TypeError', 'unsupported'],
  ['SomethingNew', 'unknown'],
])('%s means %s', (name, reason) => {
  const cause = Object.assign(new Error('text that nobody reads'), { name });
  expect(toMediaError(cause)).toMatchObject({ name: 'MediaError', reason, cause });
});

it('understands what the platform throws', () => {
  expect(toMediaError(new DOMException('', 'NotAllowedError')).reason).toBe('denied');
  expect(toMediaError('no error at all').reason).toBe('unknown');
});

it('passes its own kind through', () => {
  const error = new MediaError('dismissed');
  expect(toMediaError(error)).toBe(error);
});

import { expect, it } from 'vitest';
import { shortened } from './shortened.ts';

it('leaves short texts alone', () => {
  expect(shortened('김서연', 3)).toBe('김서연');
});

it('cuts long ones without a blank before the ellipsis', () => {
  expect(shortened('Ada King Lovelace', 9)).toBe('Ada King…');
});

it('tears no emoji', () => {
  expect(shortened('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 2)).toBe('👩‍👩‍👧👩‍👩‍👧…');
});

import { describe, expect, it } from 'vitest';
import { SHORTCUTS, actionOf, keyOf } from './shortcuts.ts';

const press = {
  code: '',
  key: '',
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
};

describe('actionOf', () => {
  it('follows the place of the key, whatever the layout types there', () => {
    expect(actionOf({ ...press, code: 'KeyM', key: 'm' })).toBe('toggle-microphone');
    expect(actionOf({ ...press, code: 'KeyM', key: 'ㅡ' })).toBe('toggle-microphone');
  });

  it('finds the question mark on any layout', () => {
    expect(actionOf({ ...press, code: 'Slash', key: '?', shiftKey: true })).toBe('open-shortcuts');
    expect(actionOf({ ...press, code: 'Minus', key: '?', shiftKey: true })).toBe('open-shortcuts');
  });

  it.each(['ctrlKey', 'metaKey', 'altKey', 'shiftKey', 'repeat'])('leaves M with %s alone', (held) => {
    expect(actionOf({ ...press, code: 'KeyM', key: 'm', [held]: true })).toBeNull();
  });

  it('ignores other keys', () => {
    expect(actionOf({ ...press, code: 'KeyQ', key: 'q' })).toBeNull();
    expect(actionOf({ ...press, code: 'Slash', key: '/' })).toBeNull();
  });
});

it('gives every action its own key', () => {
  expect(new Set(SHORTCUTS.map(({ code }) => code)).size).toBe(SHORTCUTS.length);
  expect(keyOf('toggle-camera')).toBe('V');
  expect(keyOf('open-shortcuts')).toBe('?');
});

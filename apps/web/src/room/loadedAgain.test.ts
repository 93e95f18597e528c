import { expect, test } from 'vitest';
import { forgetLoadedAgain, mayLoadAgain } from './loadedAgain.ts';

function memory(): () => Storage {
  const values = new Map<string, string>();
  const storage = {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
  return () => storage as Storage;
}

test('a page is loaded anew once, then it says what is wrong, then it may try again', () => {
  const storage = memory();
  expect([mayLoadAgain(storage), mayLoadAgain(storage), mayLoadAgain(storage)]).toEqual([true, false, true]);
});

test('after a success the next failure is a first one', () => {
  const storage = memory();
  expect(mayLoadAgain(storage)).toBe(true);
  forgetLoadedAgain(storage);
  expect(mayLoadAgain(storage)).toBe(true);
});

test('where storage is forbidden a page is never loaded anew', () => {
  const forbidden = () => {
    throw new DOMException('no', 'SecurityError');
  };
  expect(mayLoadAgain(forbidden)).toBe(false);
  expect(() => forgetLoadedAgain(forbidden)).not.toThrow();
});

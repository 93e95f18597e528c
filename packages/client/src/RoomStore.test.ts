import { expect, it, vi } from 'vitest';
import { RoomStore } from './RoomStore.ts';

it('tells its listeners once per change, and not when nothing changed', () => {
  const store = new RoomStore();
  const listener = vi.fn();
  store.subscribe(listener);
  store.update({ status: 'connecting', roomId: 'abc' });
  store.update({ status: 'connecting' });
  store.update({});
  expect(listener).toHaveBeenCalledTimes(1);
});

it('gives a new snapshot for a change and keeps what did not change', () => {
  const store = new RoomStore();
  const before = store.getSnapshot();
  store.update({ status: 'connecting' });
  const after = store.getSnapshot();
  expect(after).not.toBe(before);
  expect(before.status).toBe('idle');
  expect(after.users).toBe(before.users);
  expect(after.local).toBe(before.local);
});

it('stops telling whoever unsubscribed, also from within a notification', () => {
  const store = new RoomStore();
  const second = vi.fn();
  const unsubscribe = store.subscribe(() => unsubscribe());
  store.subscribe(second);
  store.update({ status: 'connecting' });
  store.update({ status: 'joined' });
  expect(second).toHaveBeenCalledTimes(2);
});

it('lends its methods to useSyncExternalStore without their object', () => {
  const { getSnapshot, subscribe } = new RoomStore();
  expect(getSnapshot().status).toBe('idle');
  expect(() => subscribe(() => undefined)()).not.toThrow();
});

import { expect, it } from 'vitest';
import { SpeakingHold } from './SpeakingHold.ts';

it('holds a voice over the pauses between words', () => {
  const hold = new SpeakingHold();
  hold.hear([{ userId: 'a', dbov: -30 }], 0);
  hold.hear([], 400);
  expect(hold.ids).toEqual(['a']);
  hold.hear([{ userId: 'a', dbov: -30 }], 700);
  hold.hear([], 1400);
  expect(hold.ids).toEqual(['a']);
  hold.hear([], 1500);
  expect(hold.ids).toEqual([]);
});

it('does not take background noise for speech', () => {
  const hold = new SpeakingHold();
  hold.hear([{ userId: 'a', dbov: -75 }], 0);
  expect(hold.ids).toEqual([]);
  expect(hold.nextExpiryMs).toBeNull();
});

it('keeps the same array while the same people speak, however loud', () => {
  const hold = new SpeakingHold();
  hold.hear(
    [
      { userId: 'b', dbov: -20 },
      { userId: 'a', dbov: -40 },
    ],
    0,
  );
  const ids = hold.ids;
  hold.hear(
    [
      { userId: 'a', dbov: -10 },
      { userId: 'b', dbov: -50 },
    ],
    300,
  );
  expect(hold.ids).toBe(ids);
  expect(ids).toEqual(['a', 'b']);
});

it('says when somebody falls silent, so that one timer suffices', () => {
  const hold = new SpeakingHold();
  hold.hear([{ userId: 'a', dbov: -20 }], 100);
  hold.hear([{ userId: 'b', dbov: -20 }], 300);
  expect(hold.nextExpiryMs).toBe(900);
  hold.expire(900);
  expect(hold.ids).toEqual(['b']);
  expect(hold.nextExpiryMs).toBe(1100);
});

it('forgets who left at once', () => {
  const hold = new SpeakingHold();
  hold.hear([{ userId: 'a', dbov: -20 }], 0);
  hold.forget('a');
  expect(hold.ids).toEqual([]);
});

import { randomBytes, scryptSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { hashSecret, isSecret } from './secrets.ts';

/** As another process has stored it: nothing of it is known here. */
function storedHash(secret: string): string {
  const salt = randomBytes(16);
  return `${salt.toString('base64url')}.${scryptSync(secret, salt, 32).toString('base64url')}`;
}

/** Scrypt on a machine that has much else to do. */
const TIMEOUT_MS = 60_000;

it(
  'knows right from wrong, for the first time and after that',
  async () => {
    const hashed = storedHash('right');
    for (let round = 0; round < 2; round += 1) {
      expect(await isSecret('wrong', hashed)).toBe(false);
      expect(await isSecret('right', hashed)).toBe(true);
      expect(await isSecret('', hashed)).toBe(false);
    }
    const [own, same] = await Promise.all([hashSecret('right'), hashSecret('right')]);
    expect(own).not.toBe(same);
    expect(await isSecret('right', own)).toBe(true);
    expect(await isSecret('right', 'nothing')).toBe(false);
  },
  TIMEOUT_MS,
);

it(
  'refuses rather than let guesses pile up, and guesses cost little where the right one was shown',
  async () => {
    const hashed = storedHash('right');
    const guesses = Array.from({ length: 300 }, (_, index) => (index === 2 ? 'right' : `guess ${index}`));
    const outcomes = await Promise.allSettled(guesses.map((guess) => isSecret(guess, hashed)));
    // Two at once, two hundred behind them, of whom the first brings what makes the others cheap.
    const answers = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(answers).toEqual(guesses.slice(0, 202).map((guess) => guess === 'right'));
    expect(outcomes.at(-1)).toMatchObject({ reason: { code: 'RATE_LIMITED' } });

    const before = process.cpuUsage();
    const more = Array.from({ length: 2000 }, (_, index) => `guess ${index}`);
    const right = await Promise.all(more.map((guess) => isSecret(guess, hashed)));
    const { user, system } = process.cpuUsage(before);
    expect(right).not.toContain(true);
    // With scrypt most of them would have been refused, and the others were many seconds.
    expect((user + system) / 1000).toBeLessThan(5000);
  },
  TIMEOUT_MS,
);

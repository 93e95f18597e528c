import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { SfuError } from './errors.ts';
import { KnownSecrets } from './KnownSecrets.ts';
import { Turns } from './Turns.ts';

const derive = promisify<string, Buffer, number, Buffer>(scrypt);
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** The process has four threads for such work, and reads its files with them as well: two stay free. */
const AT_ONCE = 2;
/** A few seconds of work; who came later would not wait for it. */
const MAX_WAITING = 200;

/** Threads are the process', and what is known is found by hashes whose salt is nobody else's: this is no state of a server. */
const turns = new Turns(AT_ONCE, MAX_WAITING);
const known = new KnownSecrets();

/** 128 random bits, as text that fits into a link. */
export function newSecret(): string {
  return randomBytes(16).toString('base64url');
}

/** Salted scrypt, off the main thread: `salt.hash`, in base64url. @throws {SfuError} RATE_LIMITED when too many wait for it */
export async function hashSecret(secret: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await turns.take(() => derive(secret, salt, HASH_BYTES), tooMany);
  const hashed = `${salt.toString('base64url')}.${hash.toString('base64url')}`;
  known.remember(secret, hashed);
  return hashed;
}

/** Whether a secret from outside is the hashed one, compared in constant time. @throws {SfuError} as {@link hashSecret} */
export async function isSecret(secret: string, hashed: string): Promise<boolean> {
  // Somebody before them may have shown the right one meanwhile.
  const ask = () => Promise.resolve(known.isRight(secret, hashed) ?? derives(secret, hashed));
  return known.isRight(secret, hashed) ?? turns.take(ask, tooMany);
}

async function derives(secret: string, hashed: string): Promise<boolean> {
  const [salt = '', hash = ''] = hashed.split('.');
  const expected = Buffer.from(hash, 'base64url');
  const actual = await derive(secret, Buffer.from(salt, 'base64url'), HASH_BYTES);
  const isRight = expected.length === actual.length && timingSafeEqual(actual, expected);
  if (isRight) known.remember(secret, hashed);
  return isRight;
}

function tooMany(): SfuError {
  return new SfuError('RATE_LIMITED');
}

import { createHash, timingSafeEqual } from 'node:crypto';

const SCHEME = 'Bearer ';

/** The key in an `Authorization: Bearer …` header. */
export function bearerKey(authorization: string | undefined): string | undefined {
  return authorization?.startsWith(SCHEME) === true ? authorization.slice(SCHEME.length) : undefined;
}

/** Whether a key from outside is the expected one; compared by hash, so neither length nor prefix leak. */
export function isKey(given: string | undefined, expected: string | undefined): boolean {
  if (given === undefined || expected === undefined) return false;
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}

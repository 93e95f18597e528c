import { displayNameSchema, roleSchema, roomIdSchema } from '@parley/protocol';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { z } from 'zod';
import { SfuError } from '../errors.ts';
import type { TokenClaims, VerifyToken } from '../rooms/Doorkeeper.ts';
import type { TokenKey } from './tokenKeys.ts';

/** `room` is one room, or `*` for any. */
const claimsSchema = z.object({
  room: z.union([z.literal('*'), roomIdSchema]),
  name: displayNameSchema.optional(),
  role: roleSchema.default('guest'),
  sub: z.string().min(1).max(256).optional(),
});

/** Clocks of servers are this far apart at most. */
const CLOCK_TOLERANCE_S = 10;

/** Checks join tokens: signed by one of these keys, not expired, for this room. Throws INVALID_TOKEN. */
export function createTokenVerifier(keys: readonly TokenKey[]): VerifyToken {
  return async (token, roomId) => {
    const claims = await verifiedClaims(token, keys);
    if (claims.room !== '*' && claims.room !== roomId) throw new SfuError('INVALID_TOKEN');
    const { role, name: displayName, sub: subject } = claims;
    return { role, displayName, subject } satisfies TokenClaims;
  };
}

async function verifiedClaims(token: string, keys: readonly TokenKey[]) {
  let cause: unknown;
  for (const { key, algorithms } of keysFor(token, keys)) {
    try {
      const options = {
        algorithms: [...algorithms],
        clockTolerance: CLOCK_TOLERANCE_S,
        requiredClaims: ['exp'],
      };
      const { payload } = await jwtVerify(token, key, options);
      return claimsSchema.parse(payload);
    } catch (error) {
      cause = error;
    }
  }
  throw new SfuError('INVALID_TOKEN', { cause });
}

/** Those a token may have been signed with: the one it names, or all if it names none. */
function keysFor(token: string, keys: readonly TokenKey[]): readonly TokenKey[] {
  try {
    const { kid, alg } = decodeProtectedHeader(token);
    const fitting = keys.filter(({ algorithms }) => alg !== undefined && algorithms.includes(alg));
    return kid === undefined ? fitting : fitting.filter(({ id }) => id === undefined || id === kid);
  } catch {
    return [];
  }
}

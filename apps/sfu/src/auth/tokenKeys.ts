import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { StartupError } from '../errors.ts';

/** A key that signs join tokens, and the algorithms it may be used with: never what a token asks for. */
export interface TokenKey {
  readonly id: string | undefined;
  readonly algorithms: readonly string[];
  readonly key: KeyObject;
}

const base64url = z.string().regex(/^[\w-]+$/);
const secretSchema = z.object({
  kty: z.literal('oct'),
  alg: z.literal('HS256'),
  kid: z.string().min(1).optional(),
  k: base64url,
});
const publicSchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  alg: z.literal('EdDSA'),
  kid: z.string().min(1).optional(),
  x: base64url,
  d: z.never().optional(),
});
const jwkSchema = z.discriminatedUnion('kty', [secretSchema, publicSchema]);
const keySetSchema = z.union([z.object({ keys: z.array(jwkSchema).min(1) }), jwkSchema]);

const MIN_SECRET_BYTES = 32;
const WANTED =
  'PARLEY_JWT_KEYS must be a JWK, a JWK set, or a file with one: {"kty":"oct","alg":"HS256","k":…} with a secret of ' +
  'at least 32 bytes, or the public {"kty":"OKP","crv":"Ed25519","alg":"EdDSA","x":…}';

/**
 * The keys in a JWK, a JWK set, or a file with either.
 * @throws {StartupError} for anything else; it never repeats a key
 */
export function parseTokenKeys(text: string): TokenKey[] {
  const json = text.trimStart().startsWith('{') ? text : readKeyFile(text);
  const parsed = keySetSchema.safeParse(parseJson(json));
  if (!parsed.success) throw new StartupError(`${WANTED}.`);
  const jwks = 'keys' in parsed.data ? parsed.data.keys : [parsed.data];
  return jwks.map(toTokenKey);
}

function toTokenKey(jwk: z.infer<typeof jwkSchema>): TokenKey {
  if (jwk.kty === 'oct') {
    const secret = Buffer.from(jwk.k, 'base64url');
    if (secret.length < MIN_SECRET_BYTES) throw new StartupError(`${WANTED}; a secret is too short.`);
    return { id: jwk.kid, algorithms: ['HS256'], key: createSecretKey(secret) };
  }
  try {
    const { kty, crv, x } = jwk;
    // Two names of one algorithm: RFC 8037 and the later RFC 9864.
    return {
      id: jwk.kid,
      algorithms: ['EdDSA', 'Ed25519'],
      key: createPublicKey({ key: { kty, crv, x }, format: 'jwk' }),
    };
  } catch (error) {
    throw new StartupError(`${WANTED}; a public key is not one.`, { cause: error });
  }
}

function readKeyFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new StartupError(`PARLEY_JWT_KEYS: the file ${path} cannot be read.`, { cause: error });
  }
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

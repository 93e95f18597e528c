import { createHmac, generateKeyPairSync, randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { parseTokenKeys } from './tokenKeys.ts';
import { createTokenVerifier } from './tokens.ts';

const secret = randomBytes(32);
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const hs256 = { kty: 'oct', alg: 'HS256', k: secret.toString('base64url') };
const eddsa = { ...publicKey.export({ format: 'jwk' }), alg: 'EdDSA', kid: 'ours' };
const verify = createTokenVerifier(parseTokenKeys(JSON.stringify({ keys: [hs256, eddsa] })));

const claims = { room: 'team', name: '김지수', role: 'host', sub: 'employee-7' };
const sign = (
  payload: object,
  { alg = 'HS256', kid, expires = '5m' }: Record<string, string | undefined> = {},
) => {
  const token = new SignJWT({ ...payload }).setProtectedHeader({ alg, ...(kid !== undefined && { kid }) });
  if (expires !== '') token.setExpirationTime(expires ?? '');
  return token.sign(alg === 'HS256' ? secret : privateKey);
};
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('join tokens', () => {
  it('say who comes, by either algorithm', async () => {
    const who = { role: 'host', displayName: '김지수', subject: 'employee-7' };
    expect(await verify(await sign(claims), 'team')).toEqual(who);
    expect(await verify(await sign(claims, { alg: 'EdDSA', kid: 'ours' }), 'team')).toEqual(who);
    expect(await verify(await sign(claims, { alg: 'EdDSA' }), 'team')).toEqual(who);
  });

  it('leave out what they need not say', async () => {
    expect(await verify(await sign({ room: '*' }), 'any-room')).toEqual({ role: 'guest' });
  });

  it('take an id of a room as people write it', async () => {
    expect(await verify(await sign({ room: 'Team' }), 'team')).toMatchObject({ role: 'guest' });
  });

  it.each([
    ['another room', () => sign({ ...claims, room: 'other' })],
    ['no room', () => sign({ name: 'Anna' })],
    ['no expiry', () => sign(claims, { expires: '' })],
    ['an expiry that is over', () => sign(claims, { expires: '-1m' })],
    ['a role that does not exist', () => sign({ ...claims, role: 'king' })],
    ['a name that nobody can see', () => sign({ ...claims, name: '\u200b' })],
    ['an id of a key that is not there', () => sign(claims, { alg: 'EdDSA', kid: 'theirs' })],
    ['no signature', () => Promise.resolve(`${encode({ alg: 'none' })}.${encode({ ...claims, exp: 9e9 })}.`)],
    ['nothing', () => Promise.resolve('')],
    ['no token at all', () => Promise.resolve('a.b.c')],
    [
      'a changed claim',
      async () => {
        const [head, , mark] = (await sign(claims)).split('.');
        return [head, encode({ ...claims, role: 'host', exp: 9e9 }), mark].join('.');
      },
    ],
    [
      'the public key, used as a secret',
      () => {
        const text = `${encode({ alg: 'HS256', kid: 'ours' })}.${encode({ ...claims, exp: 9e9 })}`;
        const spki = publicKey.export({ format: 'der', type: 'spki' });
        return Promise.resolve(`${text}.${createHmac('sha256', spki).update(text).digest('base64url')}`);
      },
    ],
    [
      'the key of somebody else',
      () =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: 'HS256' })
          .setExpirationTime('5m')
          .sign(randomBytes(32)),
    ],
  ])('are refused with %s', async (_what, make) => {
    await expect(verify(await make(), 'team')).rejects.toMatchObject({ code: 'INVALID_TOKEN' });
  });
});

describe('keys of join tokens', () => {
  it.each([
    ['a short secret', { ...hs256, k: randomBytes(31).toString('base64url') }],
    ['no algorithm', { ...hs256, alg: undefined }],
    ['an algorithm that is not theirs', { ...eddsa, alg: 'HS256' }],
    ['a private key', { ...privateKey.export({ format: 'jwk' }), alg: 'EdDSA' }],
    ['a public key that is none', { ...eddsa, x: 'AAAA' }],
    ['none', { keys: [] }],
  ])('are refused with %s, in a sentence that does not repeat them', (_what, keys) => {
    const text = JSON.stringify(keys);
    expect(() => parseTokenKeys(text)).toThrow(/^PARLEY_JWT_KEYS must be /);
    expect(() => parseTokenKeys(text)).not.toThrow(hs256.k);
  });

  it('are refused in a file that is not there', () => {
    expect(() => parseTokenKeys('/nowhere/keys.json')).toThrow(/\/nowhere\/keys\.json cannot be read/);
  });
});

/** A token issuer of the pretend Teams' own: what it signs, the real SDK verifies against its published keys. */

import { createSign, generateKeyPair, randomUUID } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { JsonObject } from './json.ts';

export type TokenIssuer = {
  /** RS256, good for an hour by real time. Claims that are given win over the issuer's own; tests forge with them. */
  readonly sign: (claims: JsonObject) => string;
  /** The JSON Web Key Set, with the endorsement that lets these keys speak for Teams. */
  readonly keys: () => JsonObject;
};

export async function createTokenIssuer(issuer: () => string): Promise<TokenIssuer> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const kid = randomUUID();
  const { n, e } = publicKey.export({ format: 'jwk' });
  return {
    keys: () => ({
      keys: [{ kty: 'RSA', use: 'sig', kid, x5t: kid, n, e, endorsements: ['msteams'] }],
    }),
    sign: (claims) => {
      const now = Math.floor(Date.now() / 1000);
      return signToken(privateKey, kid, {
        iss: issuer(),
        iat: now,
        nbf: now - 5,
        exp: now + 3600,
        ...claims,
      });
    },
  };
}

function signToken(key: KeyObject, kid: string, claims: JsonObject): string {
  const header = { alg: 'RS256', typ: 'JWT', kid, x5t: kid };
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`;
}

function encode(part: JsonObject): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

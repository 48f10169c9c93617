/** A sign-in service of our own on loopback: real RS256 tokens, checked by the real SDK. */

import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const APP_ID = '11111111-2222-3333-4444-555555555555';

export type Claims = Record<string, unknown>;

export type Issuer = {
  readonly metadataUrl: string;
  readonly issuer: string;
  /** Claims of a good token for this service URL, to be spoilt at will. */
  readonly claims: (serviceUrl: string) => Claims;
  /** A good token, or with other claims, key id or key. */
  readonly token: (claims: Claims, options?: { kid?: string; key?: KeyObject }) => string;
  readonly otherKey: KeyObject;
  readonly close: () => Promise<void>;
};

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });

export async function startIssuer(): Promise<Issuer> {
  const jwk = pair.publicKey.export({ format: 'jwk' });
  const keys = [
    { ...jwk, kid: 'teams', use: 'sig', endorsements: ['msteams'] },
    { ...jwk, kid: 'webchat', use: 'sig', endorsements: ['webchat'] },
  ];
  const server = createServer((request, response) => {
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const body = request.url === '/keys' ? { keys } : { issuer: base, jwks_uri: `${base}/keys` };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    metadataUrl: `${base}/.well-known/openidconfiguration`,
    issuer: base,
    claims: (serviceUrl) => ({
      iss: base,
      aud: APP_ID,
      serviceurl: serviceUrl,
      nbf: now() - 60,
      exp: now() + 3_600,
    }),
    token: (claims, options = {}) =>
      sign({ alg: 'RS256', typ: 'JWT', kid: options.kid ?? 'teams' }, claims, options.key ?? pair.privateKey),
    otherKey: other.privateKey,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

export function sign(header: Claims, claims: Claims, key: KeyObject): string {
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key).toString('base64url')}`;
}

/** A token signed with a secret: here the public key, which anybody may read. */
export function signWithSecret(claims: Claims): string {
  const signed = `${encode({ alg: 'HS256', typ: 'JWT', kid: 'teams' })}.${encode(claims)}`;
  const secret = pair.publicKey.export({ type: 'spki', format: 'pem' });
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

export function unsigned(claims: Claims): string {
  return `${encode({ alg: 'none', typ: 'JWT', kid: 'teams' })}.${encode(claims)}.`;
}

export function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function now(): number {
  return Math.floor(Date.now() / 1000);
}

/**
 * The keys that come from configuration. They never touch text: they wrap the data keys that do, so that changing
 * them means rewrapping some small rows and not encrypting everything again.
 */

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { ConfigError } from '../errors.ts';

export type KeyRing = {
  /** Id of the key that wraps new data keys. */
  readonly current: string;
  /** `place` says what the data key is for; it unwraps for the same place only. */
  readonly wrap: (dataKey: Uint8Array, place: string) => { readonly keyId: string; readonly wrapped: Buffer };
  /** Throws when the ring has no such key, or when what was wrapped or its place was altered. */
  readonly unwrap: (keyId: string, wrapped: Uint8Array, place: string) => Buffer;
};

/** Bytes of a key, here and for data keys: AES-256. */
export const keyBytes = 32;

const nonceBytes = 12;
const tagBytes = 16;

/**
 * Reads `RAPPORT_KEYS`: `kid:base64,kid:base64`. The first wraps new data keys, all unwrap. Throws a ConfigError with a
 * line for each fault; no line shows any part of a key.
 */
export function parseKeys(text: string): KeyRing {
  const keys = new Map<string, Buffer>();
  const faults: string[] = [];
  for (const [index, part] of text.split(',').entries()) {
    const [keyId, encoded, ...rest] = part.trim().split(':');
    const where = `RAPPORT_KEYS: entry ${index + 1}`;
    if (keyId === undefined || encoded === undefined || rest.length > 0) {
      faults.push(`${where} must be written id:base64, such as k1:${'A'.repeat(4)}...`);
      continue;
    }
    const fault = faultOf(keyId, encoded, keys);
    if (fault === undefined) keys.set(keyId, Buffer.from(encoded, 'base64'));
    else faults.push(`${where} ${fault}`);
  }
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  return keyRing(keys);
}

/** A new entry for `RAPPORT_KEYS`. */
export function newKey(keyId: string): string {
  return `${keyId}:${randomBytes(keyBytes).toString('base64')}`;
}

function faultOf(keyId: string, encoded: string, keys: ReadonlyMap<string, Buffer>): string | undefined {
  if (!/^[A-Za-z0-9_-]{1,40}$/.test(keyId))
    return 'must begin with an id of letters, digits, - and _, at most 40, before the colon';
  if (keys.has(keyId)) return `uses the id "${keyId}" a second time; every key needs an id of its own`;
  // Node decodes whatever it can and skips the rest, so that a mangled key would quietly become another one.
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(encoded) || encoded.length % 4 !== 0)
    return `("${keyId}") is not base64; make a key with: openssl rand -base64 32`;
  const key = Buffer.from(encoded, 'base64');
  if (key.length !== keyBytes)
    return `("${keyId}") must be ${keyBytes} bytes long, but is ${key.length}; make a key with: openssl rand -base64 32`;
  const same = [...keys].find(([, other]) => other.equals(key));
  if (same !== undefined)
    return `("${keyId}") is the same key as "${same[0]}"; a key that replaces another must be new`;
  return undefined;
}

function keyRing(keys: ReadonlyMap<string, Buffer>): KeyRing {
  const [first] = keys;
  if (first === undefined)
    throw new ConfigError('RAPPORT_KEYS is empty; make a key with: openssl rand -base64 32');
  const [current, currentKey] = first;
  return {
    current,
    wrap: (dataKey, place) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', currentKey, nonce);
      cipher.setAAD(wrappingPlace(current, place));
      const wrapped = Buffer.concat([cipher.update(dataKey), cipher.final()]);
      return { keyId: current, wrapped: Buffer.concat([nonce, cipher.getAuthTag(), wrapped]) };
    },
    unwrap: (keyId, wrapped, place) => {
      const key = keys.get(keyId);
      if (key === undefined)
        throw new Error(
          `A data key is wrapped by key "${keyId}", which RAPPORT_KEYS does not have. Put it back at the end of the list, then rewrap.`,
        );
      if (wrapped.length !== nonceBytes + tagBytes + keyBytes) throw new Error(altered);
      const decipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      });
      decipher.setAAD(wrappingPlace(keyId, place));
      decipher.setAuthTag(wrapped.subarray(nonceBytes, nonceBytes + tagBytes));
      try {
        return Buffer.concat([decipher.update(wrapped.subarray(nonceBytes + tagBytes)), decipher.final()]);
      } catch (cause) {
        throw new Error(altered, { cause });
      }
    },
  };
}

const altered =
  'A data key cannot be unwrapped: it was altered, moved, or RAPPORT_KEYS holds another key under the same id.';

function wrappingPlace(keyId: string, place: string): Buffer {
  return Buffer.from(JSON.stringify(['rapport data key', keyId, place]), 'utf8');
}

/**
 * Confidential text at rest: AES-256-GCM under a data key, bound to the one place where it may be read again.
 *
 * A sealed value is `1 | data key's id (16) | nonce (12) | tag (16) | ciphertext`; the first byte is the version of this
 * format. The nonce is random: a data key would have to seal 2^32 texts before two of the same became likely
 * (NIST SP 800-38D, section 8.3).
 */

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Where a sealed value stands. Moved anywhere else it does not open. */
export type Place = {
  readonly organisationId: string;
  readonly table: string;
  readonly column: string;
  readonly rowId: string;
};

export type DataKey = { readonly id: string; readonly bytes: Uint8Array };

const version = 1;
const at = { keyId: 1, nonce: 17, tag: 29, text: 45 };

export function seal(key: DataKey, text: string, place: Place): Buffer {
  const nonce = randomBytes(at.tag - at.nonce);
  const head = Buffer.concat([Buffer.from([version]), idBytes(key.id)]);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce);
  cipher.setAAD(boundTo(head, place));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([head, nonce, cipher.getAuthTag(), sealed]);
}

/** Throws when the value was altered, or stands where it was not sealed for. */
export function open(key: DataKey, sealed: Buffer, place: Place): string {
  const head = sealed.subarray(0, at.nonce);
  if (!head.equals(Buffer.concat([Buffer.from([version]), idBytes(key.id)]))) throw tampered(place);
  const tag = sealed.subarray(at.tag, at.text);
  if (tag.length !== at.text - at.tag) throw tampered(place);
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, sealed.subarray(at.nonce, at.tag), {
    authTagLength: at.text - at.tag,
  });
  decipher.setAAD(boundTo(head, place));
  decipher.setAuthTag(tag);
  try {
    return decipher.update(sealed.subarray(at.text), undefined, 'utf8') + decipher.final('utf8');
  } catch (cause) {
    throw tampered(place, cause);
  }
}

/** Id of the data key under which a value was sealed. */
export function dataKeyIdOf(sealed: Buffer): string {
  if (sealed[0] !== version || sealed.length < at.text)
    throw new Error(`A sealed value has the unknown format ${sealed[0] ?? 'none'}.`);
  const hex = sealed.toString('hex', at.keyId, at.nonce);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function idBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

function boundTo(head: Buffer, place: Place): Buffer {
  const where = [place.organisationId, place.table, place.column, place.rowId];
  return Buffer.concat([head, Buffer.from(JSON.stringify(where), 'utf8')]);
}

function tampered(place: Place, cause?: unknown): Error {
  return new Error(
    `The sealed value ${place.table}.${place.column} of ${place.rowId} does not open: it was altered or moved.`,
    { cause },
  );
}

/** Ids that the same event yields again, so that a turn that runs twice decides the same. */

import { createHash } from 'node:crypto';

/** A source of UUIDs (version 8, RFC 9562) that depend on the seed and their order alone. */
export function idsFrom(seed: string): () => string {
  let count = 0;
  return () => {
    count += 1;
    const hash = createHash('sha256').update(`${seed}\n${count}`).digest();
    hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
    hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
    const hex = hash.toString('hex', 0, 16);
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  };
}

/** The content of an answer as it comes, and never more of it than is wanted: for adapters that fetch what somebody sent. */

import { DeliveryError } from '../errors.ts';

/**
 * Throws a DeliveryError `file_too_large` at the first byte over `most`, or before the first where the answer says how
 * long it is. What is left is not waited for, nor where whoever reads has had enough.
 */
export async function* noMoreThan(response: Response, most: number): AsyncGenerator<Uint8Array> {
  try {
    if (Number(response.headers.get('content-length') ?? 0) > most) throw tooLarge();
    let size = 0;
    for await (const chunk of response.body ?? []) {
      const bytes = new Uint8Array(chunk);
      size += bytes.byteLength;
      if (size > most) throw tooLarge();
      yield bytes;
    }
  } finally {
    await response.body?.cancel().catch(() => {});
  }
}

function tooLarge(): DeliveryError {
  return new DeliveryError('our-fault', { code: 'file_too_large' });
}

/**
 * The content of a file that somebody sent to the bot. Its address is good for a few minutes and for whoever has it, so it
 * is fetched without our token, and only from where Teams keeps files.
 */

import { noMoreThan } from '../../src/engine/no-more-than.ts';
import { DeliveryError } from '../../src/errors.ts';
import { FILE_MS, FILE_REDIRECTS } from './limits.ts';

export type FetchFileParts = {
  /** Whether an address may be asked at all. */
  readonly isFileAddress: (url: string) => boolean;
  readonly fetch: typeof globalThis.fetch;
};

/** Yields the content as it comes. */
export async function* fetchFile(
  parts: FetchFileParts,
  url: string,
  most: number,
): AsyncGenerator<Uint8Array> {
  const response = await ask(parts, url, AbortSignal.timeout(FILE_MS));
  try {
    yield* noMoreThan(response, most);
  } catch (error) {
    throw brokenOff(error);
  }
}

async function ask(
  { isFileAddress, fetch }: FetchFileParts,
  url: string,
  signal: AbortSignal,
): Promise<Response> {
  let at = url;
  for (let hops = 0; hops <= FILE_REDIRECTS; hops += 1) {
    if (!isFileAddress(at)) throw new DeliveryError('our-fault', { code: 'file_address_refused' });
    const response = await fetch(at, { redirect: 'manual', signal }).catch((error: unknown) => {
      throw brokenOff(error);
    });
    if (response.status === 200) return response;
    await response.body?.cancel().catch(() => {});
    const next = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || next === null) throw refused(response.status);
    at = URL.canParse(next, at) ? new URL(next, at).href : '';
  }
  throw refused(403);
}

/** Once its address has run out, SharePoint refuses a file or sends to a page where a person would sign in. */
function refused(status: number): DeliveryError {
  const code = `http_${status}`;
  if (status === 429 || status === 503) return new DeliveryError('retry-at', { code, retryAfterMs: 10_000 });
  return new DeliveryError(status >= 500 ? 'unreachable' : 'gone', { code });
}

function brokenOff(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const late = error instanceof DOMException && error.name === 'TimeoutError';
  return new DeliveryError('unreachable', { code: late ? 'timeout' : 'no_answer' }, { cause: error });
}

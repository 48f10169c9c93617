/** The content of a file that somebody sent to the bot, fetched from Slack with the workspace's token and from nowhere else. */

import { noMoreThan } from '../../src/engine/no-more-than.ts';
import { DeliveryError } from '../../src/errors.ts';
import { asDeliveryError } from './errors.ts';
import { limits } from './limits.ts';

export type FetchFileParts = {
  readonly fetch: typeof globalThis.fetch;
  /** The bot token of the workspace that the file is in. */
  readonly token: string;
  /** Whether an address is Slack's own, and may be given that token. */
  readonly isSlack: (url: string) => boolean;
};

/**
 * Yields the content as it comes. Slack sends a browser's sign-in page, and no error, to whoever may not have the file;
 * that is `forbidden`, because the app lacks `files:read`. See https://docs.slack.dev/reference/objects/file-object and
 * https://github.com/slackapi/bolt-js/issues/2585 (2026-11-22).
 */
export async function* fetchFile(
  parts: FetchFileParts,
  url: string,
  most: number,
): AsyncGenerator<Uint8Array> {
  const signal = AbortSignal.timeout(limits.fileMs.value);
  const response = await ask(parts, url, signal);
  try {
    yield* noMoreThan(response, most);
  } catch (error) {
    throw asDeliveryError(error);
  }
}

/** Follows Slack to another address of Slack's own; the token goes nowhere else. */
async function ask({ fetch, token, isSlack }: FetchFileParts, url: string, signal: AbortSignal) {
  let at = url;
  for (let hops = 0; hops <= limits.fileRedirects.value; hops += 1) {
    if (!isSlack(at)) throw new DeliveryError('our-fault', { code: 'file_address_refused' });
    let response: Response;
    try {
      const headers = { authorization: `Bearer ${token}` };
      response = await fetch(at, { headers, redirect: 'manual', signal });
    } catch (error) {
      throw asDeliveryError(error);
    }
    if (response.status === 200 && !isPage(response)) return response;
    await response.body?.cancel().catch(() => {});
    const next = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || next === null) throw refused(response);
    at = URL.canParse(next, at) ? new URL(next, at).href : '';
  }
  throw new DeliveryError('forbidden', { code: 'file_sign_in' });
}

function isPage(response: Response): boolean {
  return /^text\/html\b/i.test(response.headers.get('content-type') ?? '');
}

function refused(response: Response): DeliveryError {
  const { status } = response;
  const code = `http_${status}`;
  if (status === 200 || status === 401 || status === 403)
    return new DeliveryError('forbidden', { code: 'file_sign_in' });
  if (status === 404 || status === 410) return new DeliveryError('gone', { code });
  if (status === 429) return new DeliveryError('retry-at', { code, retryAfterMs: 30_000 });
  return new DeliveryError(status >= 500 ? 'unreachable' : 'our-fault', { code });
}

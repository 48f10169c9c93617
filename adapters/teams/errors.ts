/** What the connector and the sign-in service say, as one of five failures that the outbox acts on. */

import { DeliveryError, type DeliveryFailure } from '../../src/errors.ts';
import { parseJson, textAt, valueAt } from './own.ts';

/** How long to wait where the platform asks for patience without saying how much. */
const PATIENCE_MS = 2_000;

/** Words that are final whatever the status: this person or message cannot be reached any more. */
const goneCodes = new Set([
  'MessageWritesBlocked',
  'BotNotInConversationRoster',
  'ConversationBlockedByUser',
  'BotDisabledByAdmin',
  'ConversationNotFound',
  'ActivityNotFoundInConversation',
  'MessageNotFound',
  'UserNotFound',
  'MemberNotFoundInConversation',
]);

/** Sign-in refused us: the app id or its secret is wrong, expired or not of this tenant. */
const credentialCodes = new Set(['invalid_client', 'unauthorized_client', 'invalid_grant']);

export function deliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  // An id that no address can be made of: the SDK stumbles before anything is sent.
  if (error instanceof URIError)
    return new DeliveryError('our-fault', { code: 'not_an_address' }, { cause: error });
  const status = numberAt(error, 'statusCode');
  const code = codeOf(error) ?? (status === undefined ? 'no_answer' : `http_${status}`);
  const failure = failureOf(status, code);
  const retryAfterMs = failure === 'retry-at' ? (retryAfter(error) ?? PATIENCE_MS) : undefined;
  return new DeliveryError(failure, { code, retryAfterMs }, { cause: error });
}

/** Our own limit passed. The call was abandoned, which does not mean that Teams did not deliver it. */
export function timedOut(): DeliveryError {
  return new DeliveryError('unreachable', { code: 'timeout' });
}

function failureOf(status: number | undefined, code: string): DeliveryFailure {
  if (goneCodes.has(code)) return 'gone';
  if (credentialCodes.has(code)) return 'forbidden';
  switch (status) {
    case 429:
    case 412:
    case 503:
      return 'retry-at';
    case 401:
    case 403:
      return 'forbidden';
    case 404:
    case 410:
      return 'gone';
    case undefined:
    case 408:
      return 'unreachable';
    default:
      return status >= 400 && status < 500 ? 'our-fault' : 'unreachable';
  }
}

/**
 * The platform's own word. It stands in the error's code, in its body, or, for people who blocked the bot, as `subCode`
 * in JSON inside the message (measured, 4.23.3).
 */
function codeOf(error: unknown): string | undefined {
  const message = textAt(error, 'message');
  const inner = message === undefined ? undefined : parseJson(message);
  const body = parseJson(textAt(error, 'response', 'bodyAsText') ?? '');
  const nested = parseJson(textAt(body, 'message') ?? textAt(body, 'error', 'message') ?? '');
  return [
    textAt(inner, 'subCode'),
    textAt(nested, 'subCode'),
    textAt(body, 'error', 'code'),
    textAt(body, 'code'),
    textAt(error, 'body', 'error', 'code'),
    textAt(error, 'details', 'error', 'code'),
    textAt(error, 'code'),
    textAt(error, 'errorCode'),
  ].find((code) => code !== undefined && /^[A-Za-z][A-Za-z0-9_.-]{0,59}$/.test(code));
}

function retryAfter(error: unknown): number | undefined {
  const headers = valueAt(error, 'response', 'headers');
  // The SDK's headers are a collection with `get`; anything else has no waiting time for us.
  const get = headers instanceof Object && 'get' in headers ? headers.get : undefined;
  const given: unknown = typeof get === 'function' ? get.call(headers, 'retry-after') : undefined;
  if (typeof given !== 'string') return undefined;
  const seconds = Number(given);
  if (Number.isFinite(seconds) && seconds >= 0) return Math.min(Math.ceil(seconds * 1000), 3_600_000);
  return undefined;
}

function numberAt(error: unknown, key: string): number | undefined {
  const value = valueAt(error, key);
  return typeof value === 'number' ? value : undefined;
}

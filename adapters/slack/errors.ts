/** What Slack said, as one of the failures that the outbox acts on. */

import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { DeliveryError } from '../../src/errors.ts';
import type { DeliveryFailure } from '../../src/errors.ts';

/** Where Slack does not say how long to wait. */
const unstatedWaitMs = 30_000;

/**
 * Slack's words, from the error lists of the methods in `web.ts` (https://docs.slack.dev/reference/methods, checked
 * 2026-11-22). A word that is not here is about what we sent: `our-fault`.
 */
const failureOf: Readonly<Record<string, DeliveryFailure>> = {
  ratelimited: 'retry-at',
  rate_limited: 'retry-at',
  message_limit_exceeded: 'retry-at',
  team_added_to_org: 'retry-at', // the workspace is being moved; Slack asks to come back

  // Slack says of these that "some aspect of the operation may have succeeded".
  internal_error: 'unreachable',
  fatal_error: 'unreachable',
  service_unavailable: 'unreachable',
  request_timeout: 'unreachable',

  channel_not_found: 'gone',
  user_not_found: 'gone',
  users_not_found: 'gone',
  user_not_visible: 'gone',
  user_disabled: 'gone',
  cannot_dm_bot: 'gone',
  is_archived: 'gone',
  message_not_found: 'gone',
  cant_update_message: 'gone',
  edit_window_closed: 'gone',

  not_in_channel: 'forbidden',
  restricted_action: 'forbidden',
  restricted_action_read_only_channel: 'forbidden',
  messages_tab_disabled: 'forbidden',
  not_enabled: 'forbidden',
  home_tab_disabled: 'forbidden',
  account_inactive: 'forbidden',
  token_revoked: 'forbidden',
  token_expired: 'forbidden',
  invalid_auth: 'forbidden',
  not_authed: 'forbidden',
  no_permission: 'forbidden',
  missing_scope: 'forbidden',
  not_allowed_token_type: 'forbidden',
  access_denied: 'forbidden',
  ekm_access_denied: 'forbidden',
  enterprise_is_restricted: 'forbidden',
  org_login_required: 'forbidden',
  team_access_not_granted: 'forbidden',
  two_factor_setup_required: 'forbidden',
};

/** Turns whatever a call threw into a `DeliveryError`. Its code is Slack's short word, never content. */
export function asDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const options = { cause: error };
  if (error instanceof WebAPIRateLimitedError)
    return new DeliveryError(
      'retry-at',
      { code: 'ratelimited', retryAfterMs: waitMs(error.retryAfter) },
      options,
    );
  if (error instanceof WebAPIPlatformError) return platformError(error, options);
  if (error instanceof WebAPIHTTPError) {
    const code = `http_${error.statusCode}`;
    if (error.statusCode >= 500 || error.statusCode === 408)
      return new DeliveryError('unreachable', { code }, options);
    const shut = error.statusCode === 401 || error.statusCode === 403;
    return new DeliveryError(shut ? 'forbidden' : 'our-fault', { code }, options);
  }
  if (error instanceof WebAPIRequestError)
    return new DeliveryError('unreachable', { code: networkCode(error.cause) }, options);
  // The connection broke or timed out while the answer was being read.
  if (error instanceof DOMException || error instanceof TypeError)
    return new DeliveryError('unreachable', { code: networkCode(error) }, options);
  return new DeliveryError('our-fault', { code: 'unexpected' }, options);
}

function platformError(error: WebAPIPlatformError, options: ErrorOptions): DeliveryError {
  const said: unknown = error.data.error;
  // An answer that is no JSON, such as a proxy's error page, arrives here whole: it is neither a word nor an answer.
  if (typeof said !== 'string' || !/^[a-z][a-z0-9_:.-]{0,79}$/.test(said))
    return new DeliveryError('unreachable', { code: 'unreadable_answer' }, options);
  const failure = (Object.hasOwn(failureOf, said) ? failureOf[said] : undefined) ?? 'our-fault';
  if (failure !== 'retry-at') return new DeliveryError(failure, { code: said }, options);
  const after = error.data.response_metadata?.retryAfter;
  return new DeliveryError('retry-at', { code: said, retryAfterMs: waitMs(after) }, options);
}

/** Never zero: a platform that says "at once" while refusing would be asked in a tight loop. */
function waitMs(seconds: number | undefined): number {
  return seconds === undefined || !Number.isFinite(seconds) ? unstatedWaitMs : Math.max(1, seconds) * 1000;
}

/** Such as `econnreset` or `timeout`. */
function networkCode(error: unknown): string {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1) {
    if (at.name === 'TimeoutError' || at.name === 'AbortError') return 'timeout';
    if ('code' in at && typeof at.code === 'string' && /^[A-Z0-9_]{2,40}$/.test(at.code))
      return at.code.toLowerCase();
  }
  return 'no_answer';
}

/** What the connector says, as what the outbox does about it. */

import { describe, expect, test } from 'vitest';
import { deliveryError } from '../../../adapters/teams/errors.ts';
import { DeliveryError } from '../../../src/errors.ts';

/** An error as the SDK throws it: `port.test.ts` proves the shape against real answers. */
function refused(
  status: number,
  message = '',
  more: { code?: string; body?: unknown; headers?: Record<string, string> } = {},
): Error {
  return Object.assign(new Error(message), {
    name: 'RestError',
    statusCode: status,
    code: more.code,
    response: {
      status,
      headers: { get: (name: string) => more.headers?.[name] },
      bodyAsText: more.body === undefined ? '' : JSON.stringify(more.body),
    },
  });
}

describe('an error of the connector', () => {
  test.each([
    ['429', refused(429), 'retry-at'],
    ['412', refused(412), 'retry-at'],
    ['503', refused(503), 'retry-at'],
    ['500', refused(500), 'unreachable'],
    ['502', refused(502), 'unreachable'],
    ['504', refused(504), 'unreachable'],
    ['a redirect', refused(307), 'unreachable'],
    ['401', refused(401), 'forbidden'],
    ['403 without a reason', refused(403), 'forbidden'],
    ['404', refused(404), 'gone'],
    ['400', refused(400), 'our-fault'],
    ['413', refused(413), 'our-fault'],
    [
      'a dropped connection',
      Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }),
      'unreachable',
    ],
    ['an aborted call', Object.assign(new Error('aborted'), { name: 'AbortError' }), 'unreachable'],
    ['a wrong secret', Object.assign(new Error('x'), { errorCode: 'invalid_client' }), 'forbidden'],
    ['an id that no address can be made of', new URIError('URI malformed'), 'our-fault'],
    ['something that is no error', 'text', 'unreachable'],
    ['nothing', undefined, 'unreachable'],
  ] as const)('%s is %s', (_, error, failure) => {
    expect(deliveryError(error).failure).toBe(failure);
  });

  test.each([
    ['inside the message', refused(403, '{"subCode":"MessageWritesBlocked","details":null}')],
    [
      'in a message inside the body',
      refused(403, 'refused', { body: { errorCode: 209, message: '{"subCode":"MessageWritesBlocked"}' } }),
    ],
    ['as the error’s code', refused(403, 'x', { code: 'MessageWritesBlocked' })],
    ['as the body’s error', refused(403, 'x', { body: { error: { code: 'MessageWritesBlocked' } } })],
  ])('somebody who blocked the bot is gone: said %s', (_, error) => {
    expect(deliveryError(error)).toMatchObject({ failure: 'gone', code: 'MessageWritesBlocked' });
  });

  test.each(['BotNotInConversationRoster', 'ConversationNotFound'])('%s is final', (code) => {
    expect(deliveryError(refused(403, 'x', { code }))).toMatchObject({ failure: 'gone', code });
  });

  test('says how long to wait, in milliseconds, and a little where Teams does not say', () => {
    const wait = (headers: Record<string, string>): number | undefined =>
      deliveryError(refused(429, '', { headers })).retryAfterMs;
    expect(wait({ 'retry-after': '7' })).toBe(7_000);
    expect(wait({})).toBe(2_000);
    expect(wait({ 'retry-after': 'soon' })).toBe(2_000);
    expect(deliveryError(refused(500)).retryAfterMs).toBeUndefined();
  });

  test('never repeats what the message said', () => {
    const error = deliveryError(refused(400, 'Dr Ada wrote: I am burnt out', { code: 'I am burnt out!' }));
    expect(error.code).toBe('http_400');
    expect(error.message).not.toContain('burnt');
  });

  test('that is one already stays as it is', () => {
    const error = new DeliveryError('gone', { code: 'x' });
    expect(deliveryError(error)).toBe(error);
  });
});

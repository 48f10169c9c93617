/** The pretend Teams' connector: whom it serves, what it takes, what it says no to. */

import { afterEach, beforeEach, expect, test } from 'vitest';
import { roster } from '../../../adapters/playground/roster.ts';
import { createTeams } from '../../../adapters/playground/teams.ts';
import type { PretendTeams } from '../../../adapters/playground/teams.ts';
import { personalChat } from '../../../adapters/playground/teams-tenant.ts';
import { TEAMS } from './world.ts';

let teams: PretendTeams;
let chat: string;

beforeEach(async () => {
  teams = await createTeams({
    ...TEAMS,
    appPassword: 'a-secret',
    appUrl: () => 'http://127.0.0.1:9',
    roster,
    now: () => new Date('2026-03-02T09:00:00Z'),
    changed: () => {},
    version: () => 0,
  });
  const [person] = teams.tenant.people;
  if (person === undefined) throw new Error('nobody is there');
  chat = personalChat(person);
});

afterEach(async () => {
  await teams.stop();
});

test('the connector takes the token that signing in gives, and no other', async () => {
  const signIn = async (secret: string): Promise<{ status: number; token: string | undefined }> => {
    const response = await fetch(`${teams.loginUrl}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: TEAMS.appId,
        client_secret: secret,
        scope: 'https://api.botframework.com/.default',
      }),
    });
    const answer = (await response.json()) as { access_token?: string };
    return { status: response.status, token: answer.access_token };
  };
  expect(await signIn('wrong')).toEqual({ status: 401, token: undefined });
  const { token } = await signIn('a-secret');
  expect(token).toBe(teams.botToken);
  expect((await send(chat, words('x'), `Bearer ${token ?? ''}`)).status).toBe(201);
  expect((await send(chat, words('x'), 'Bearer other')).status).toBe(401);
  expect((await send(chat, words('x'), '')).status).toBe(401);
});

test('messages go to conversations that exist', async () => {
  const lost = await send('a:nobody', words('x'));
  expect(lost).toMatchObject({ status: 404, json: { error: { code: 'ConversationNotFound' } } });
});

test('somebody who blocked the bot, or took it away, is not reached; the reason is JSON inside the message', async () => {
  const [person] = teams.tenant.people;
  teams.tenant.blocked.add(person?.userId ?? '');
  const blocked = await send(chat, words('x'));
  expect(blocked.status).toBe(403);
  expect(JSON.parse((blocked.json as { message: string }).message)).toMatchObject({
    subCode: 'MessageWritesBlocked',
  });
  teams.tenant.blocked.clear();
  teams.tenant.removed.add(person?.userId ?? '');
  const removed = await send(chat, words('x'));
  expect(JSON.parse((removed.json as { message: string }).message)).toMatchObject({
    subCode: 'BotNotInConversationRoster',
  });
});

test('a message says something, in a size that Teams takes', async () => {
  expect((await send(chat, { type: 'message' })).json).toMatchObject({ error: { code: 'BadSyntax' } });
  expect((await send(chat, words('x'.repeat(60_000)))).status).toBe(413);
  const large = {
    type: 'message',
    attachments: [attachment(card([{ type: 'TextBlock', text: 'x'.repeat(29_000) }]))],
  };
  expect(await send(chat, large)).toMatchObject({
    status: 413,
    json: { error: { code: 'MessageSizeTooBig' } },
  });
  const wrong = { type: 'message', attachments: [attachment(card([{ type: 'Carousel' }]))] };
  expect(await send(chat, wrong)).toMatchObject({
    status: 400,
    json: { error: { message: 'card.body[0]: unknown element "Carousel"' } },
  });
  const mention = {
    ...words('Hello'),
    entities: [{ type: 'mention', text: '<at>Grace</at>', mentioned: {} }],
  };
  expect((await send(chat, mention)).status).toBe(400);
});

test('only messages of the bot’s own are changed', async () => {
  const { json } = await send(chat, words('x'));
  const { id } = json as { id: string };
  expect((await call('PUT', `${chat}/activities/${id}`, words('y'))).status).toBe(200);
  expect((await call('PUT', `${chat}/activities/none`, words('y'))).status).toBe(404);
  expect((await call('DELETE', `${chat}/activities/${id}`)).status).toBe(200);
  expect((await call('DELETE', `${chat}/activities/${id}`)).status).toBe(404);
});

test('what a person wrote is theirs', async () => {
  await teams.client.act('lukasz', { say: 'mine' });
  const [message] = teams.client.screen('lukasz').messages;
  const changed = await call('PUT', `${chat}/activities/${message?.id ?? ''}`, words('yours'));
  expect(changed.status).toBe(403);
});

test('a member is found by any of their ids', async () => {
  const [person] = teams.tenant.people;
  for (const id of [person?.userId, person?.aadObjectId, person?.email]) {
    const found = await call('GET', `${chat}/members/${encodeURIComponent(id ?? '')}`);
    expect(found).toMatchObject({
      status: 200,
      json: { aadObjectId: person?.aadObjectId, userRole: 'user' },
    });
  }
  const other = await call('GET', `${chat}/members/none`);
  expect(other).toMatchObject({ status: 404, json: { error: { code: 'MemberNotFoundInConversation' } } });
});

test('faults can be ordered for the next calls, and show what was done', async () => {
  const delivered = (): number => teams.tenant.state.messages.length;
  teams.faults.next('send', { kind: 'rate-limited', retryAfterSeconds: 3 });
  const limited = await send(chat, words('x'));
  expect([limited.status, limited.retryAfter]).toEqual([429, '3']);
  teams.faults.next('send', { kind: 'status', status: 412 });
  expect((await send(chat, words('x'))).status).toBe(412);
  teams.faults.next('send', { kind: 'drop-before' });
  await expect(send(chat, words('x'))).rejects.toThrow();
  expect(delivered()).toBe(0);
  teams.faults.next('send', { kind: 'drop-after' });
  await expect(send(chat, words('x'))).rejects.toThrow();
  expect(delivered()).toBe(1);
});

test('rates are enforced when switched on', async () => {
  teams.enforceRates(true);
  const statuses: number[] = [];
  for (let count = 0; count < 8; count += 1) statuses.push((await send(chat, words('x'))).status);
  expect(statuses.filter((status) => status === 429)).toHaveLength(1);
});

type Told = { status: number; json: unknown; retryAfter: string | null };

function send(conversation: string, activity: object, authorization?: string): Promise<Told> {
  return call('POST', `${conversation}/activities`, activity, authorization);
}

async function call(method: string, path: string, body?: object, authorization?: string): Promise<Told> {
  const response = await fetch(`${teams.serviceUrl}v3/conversations/${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      authorization: authorization ?? `Bearer ${teams.botToken}`,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const told = await response.text();
  const json: unknown = told.startsWith('{') || told.startsWith('[') ? JSON.parse(told) : told;
  return { status: response.status, json, retryAfter: response.headers.get('retry-after') };
}

function words(text: string): object {
  return { type: 'message', text };
}

function attachment(content: object): object {
  return { contentType: 'application/vnd.microsoft.card.adaptive', content };
}

function card(body: readonly object[]): object {
  return { type: 'AdaptiveCard', version: '1.5', body };
}

/** The route of Teams in front of whoever finds it. */

import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTeamsAdapter } from '../../../adapters/teams/adapter.ts';
import { isAllowedService, TEAMS_HOSTS } from '../../../adapters/teams/hosts.ts';
import { BODY_BYTES } from '../../../adapters/teams/limits.ts';
import { noLog } from '../../../src/log.ts';
import { aMessage } from './activities.ts';
import { APP_ID } from './issuer.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  world.events.length = 0;
});

const good = (): string => `Bearer ${world.issuer.token(world.issuer.claims(world.connector.url))}`;

async function post(body: string, headers: Record<string, string> = {}, method = 'POST'): Promise<Response> {
  return fetch(world.url, {
    method,
    headers: { 'content-type': 'application/json', authorization: good(), ...headers },
    ...(method === 'GET' ? {} : { body }),
  });
}

describe('refused with a status and nothing else', () => {
  test.each([
    ['another method', 405, 'GET', '', {}],
    ['another kind of body', 415, 'POST', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a body that is no JSON', 400, 'POST', '{"type":', {}],
    ['a list', 400, 'POST', '[]', {}],
    ['nothing', 400, 'POST', '', {}],
    ['null', 400, 'POST', 'null', {}],
  ] as const)('%s', async (_, status, method, body, headers) => {
    const response = await post(body, headers, method);
    expect(response.status).toBe(status);
    expect(await response.text()).toBe('');
    expect(world.events).toEqual([]);
  });

  test('a tenant that is not ours', async () => {
    const activity = aMessage(world.where, 'ask', {
      conversation: { id: 'a:1', conversationType: 'personal', tenantId: 'tenant-two' },
      channelData: { tenant: { id: 'tenant-two' } },
    });
    const answered = await world.send(activity);
    expect([answered.status, answered.text]).toEqual([403, '']);
    expect(world.events).toEqual([]);
  });

  test('a body that names two tenants, one of them ours', async () => {
    const answered = await world.send(
      aMessage(world.where, 'x', { channelData: { tenant: { id: 'tenant-two' } } }),
    );
    expect([answered.status, answered.text]).toEqual([403, '']);
  });

  test('a service on a host that may not have our token, however well signed', async () => {
    const serviceUrl = 'https://collector.example/';
    const token = world.issuer.token(world.issuer.claims(serviceUrl));
    const answered = await world.send(aMessage({ serviceUrl }, 'ask'), token);
    expect([answered.status, answered.text]).toEqual([403, '']);
    expect(world.events).toEqual([]);
  });

  test('a body that says it is too large, unread', async () => {
    const response = await post('x'.repeat(BODY_BYTES + 1));
    expect(response.status).toBe(413);
  });

  test('a body that turns out too large', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sending = request(
        world.url,
        {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            authorization: good(),
            'transfer-encoding': 'chunked',
          },
        },
        (response) => {
          resolve(response.statusCode);
          response.destroy();
        },
      );
      sending.on('error', reject);
      for (let i = 0; i < 6; i += 1) sending.write('x'.repeat(BODY_BYTES / 4));
    });
    expect(status).toBe(413);
  });

  test('a body that breaks off, and the next one is served', async () => {
    world.logged.length = 0;
    const sending = request(world.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: good(), 'content-length': '1000' },
    });
    sending.on('error', () => {}); // we hang up on ourselves
    await new Promise<void>((resolve) => sending.write('{"type":', () => resolve()));
    sending.destroy();
    await expect
      .poll(() => world.logged)
      .toEqual([{ type: 'request_refused', route: 'POST /api/messages', status: 400, why: 'body cut off' }]);
    expect((await world.send(aMessage(world.where, 'help'))).status).toBe(200);
  });

  test('is logged without what was in it', async () => {
    world.logged.length = 0;
    await post('{"secret words"');
    expect(world.logged).toEqual([
      { type: 'request_refused', route: 'POST /api/messages', status: 400, why: 'body is no JSON object' },
    ]);
  });
});

test('an activity that asks nothing of us is taken without a word', async () => {
  const answered = await world.send({ ...aMessage(world.where, ''), type: 'messageReaction' });
  expect([answered.status, answered.text]).toEqual([200, '']);
  expect(world.events).toEqual([]);
});

describe('hosts that may have our token', () => {
  test.each([
    ['https://smba.trafficmanager.net/uk/', true],
    ['https://smba.infra.gcc.teams.microsoft.com/teams', true],
    ['https://smba.infra.gov.teams.microsoft.us/', true],
    ['https://europe.webchat.botframework.com/', true],
    ['https://other.trafficmanager.net/', false],
    ['https://botframework.com.evil.example/', false],
    ['https://evilbotframework.com/', false],
    ['https://smba.trafficmanager.net:8443/', false],
    ['http://smba.trafficmanager.net/', false],
    ['http://127.0.0.1:4000/', false],
    ['ftp://smba.trafficmanager.net/', false],
  ])('%s: %s', (url, allowed) => {
    expect(isAllowedService(url, TEAMS_HOSTS, false)).toBe(allowed);
  });

  test('include this machine only when the keys are on this machine too', () => {
    expect(isAllowedService('http://127.0.0.1:4000/', TEAMS_HOSTS, true)).toBe(true);
    expect(isAllowedService('http://127.0.0.1.evil.example/', TEAMS_HOSTS, true)).toBe(false);
  });
});

describe('half a configuration is refused at the start', () => {
  const whole = {
    appId: APP_ID,
    appPassword: 'secret',
    appType: 'SingleTenant' as const,
    tenantIds: ['tenant-one'],
    ingress: {
      handle: () => Promise.resolve({ reply: 'ack' as const }),
      findPeople: () => Promise.resolve([]),
    },
    clock: { now: () => new Date() },
    log: noLog,
  };

  test.each([
    ['no app id', { appId: '' }, /app id/],
    ['no password', { appPassword: undefined }, /password/],
    ['no tenant', { tenantIds: [] }, /tenant/],
  ])('%s', (_, missing, says) => {
    expect(() => createTeamsAdapter({ ...whole, ...missing })).toThrow(says);
  });

  test('a whole one starts without asking anybody', () => {
    expect(createTeamsAdapter(whole).port.platform).toBe('teams');
  });
});

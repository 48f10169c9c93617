/** Only Teams may speak to us: every other token is refused, and whoever sent it learns nothing from it. */

import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { aMessage, type Activity } from './activities.ts';
import { APP_ID, encode, sign, signWithSecret, unsigned, type Claims } from './issuer.ts';
import { startWorld, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {}); // the SDK prints what it refuses
  world = await startWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  world.events.length = 0;
});

const seconds = (): number => Math.floor(Date.now() / 1000);
const claims = (more: Claims = {}): Claims => ({ ...world.issuer.claims(world.connector.url), ...more });
const without = (key: string): Claims =>
  Object.fromEntries(Object.entries(claims()).filter(([k]) => k !== key));
const token = (more: Claims = {}): string => world.issuer.token(claims(more));

async function post(authorization: string | undefined, activity?: Activity): Promise<Response> {
  return fetch(world.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(authorization === undefined ? {} : { authorization }),
    },
    body: JSON.stringify(activity ?? aMessage(world.where, 'help')),
  });
}

describe('a token that Teams gave is taken', () => {
  test.each([
    ['that is in force', () => token()],
    ['that ran out four minutes ago, for clocks that differ', () => token({ exp: seconds() - 240 })],
    ['whose key is endorsed for Teams', () => world.issuer.token(claims(), { kid: 'teams' })],
  ])('%s', async (_, make) => {
    const response = await post(`Bearer ${make()}`);
    expect(response.status).toBe(200);
    expect(world.events).toHaveLength(1);
  });
});

describe('any other is refused without a word', () => {
  const bad: Record<string, () => string | undefined> = {
    'no token': () => undefined,
    'an empty header': () => '',
    garbage: () => 'Bearer garbage',
    'garbage in three parts': () => 'Bearer aaaa.bbbb.cccc',
    'a name and password': () => `Basic ${Buffer.from('rapport:secret').toString('base64')}`,
    'the right token under another scheme': () => `Token ${token()}`,
    'two tokens': () => `Bearer ${token()} ${token()}`,
    'ran out ten minutes ago': () => `Bearer ${token({ exp: seconds() - 600 })}`,
    'never runs out': () => `Bearer ${world.issuer.token(without('exp'))}`,
    'runs out at no number': () => `Bearer ${token({ exp: 'tomorrow' })}`,
    'begins only in an hour': () => `Bearer ${token({ nbf: seconds() + 3_600 })}`,
    'for another bot': () => `Bearer ${token({ aud: '99999999-2222-3333-4444-555555555555' })}`,
    'for nobody': () => `Bearer ${world.issuer.token(without('aud'))}`,
    'for us among others': () => `Bearer ${token({ aud: [APP_ID, 'another'] })}`,
    'from another issuer': () => `Bearer ${token({ iss: 'https://issuer.example' })}`,
    'from no issuer': () => `Bearer ${world.issuer.token(without('iss'))}`,
    'for another service URL': () => `Bearer ${token({ serviceurl: 'https://smba.trafficmanager.net/uk/' })}`,
    'for no service URL': () => `Bearer ${world.issuer.token(without('serviceurl'))}`,
    'an unknown key': () => `Bearer ${world.issuer.token(claims(), { kid: 'nobody' })}`,
    'no key': () => `Bearer ${sign({ alg: 'RS256' }, claims(), world.issuer.otherKey)}`,
    'a key endorsed for another channel': () => `Bearer ${world.issuer.token(claims(), { kid: 'webchat' })}`,
    'signed with another key': () => `Bearer ${world.issuer.token(claims(), { key: world.issuer.otherKey })}`,
    'a tampered payload': () => {
      const [head, , signature] = token().split('.');
      return `Bearer ${head}.${encode(claims({ sub: 'somebody' }))}.${signature}`;
    },
    'a cut signature': () => `Bearer ${token().slice(0, -20)}`,
    'signed with our public key as a secret (HS256)': () => `Bearer ${signWithSecret(claims())}`,
    'not signed (alg none)': () => `Bearer ${unsigned(claims())}`,
    'not signed, with a signature of nothing': () => `Bearer ${unsigned(claims())}AA`,
    'a token that the bot was given for the connector': () =>
      `Bearer ${token({ iss: 'https://sts.windows.net/tenant-one/', appid: APP_ID, ver: '1.0', tid: 'tenant-one' })}`,
    'a token between bots': () =>
      `Bearer ${token({ aud: APP_ID, appid: 'another-bot', ver: '1.0', iss: 'https://api.botframework.com' })}`,
  };

  test.each(Object.entries(bad))('%s', async (_, make) => {
    const response = await post(make());
    expect(response.status).toBe(401);
    expect(await response.text()).toBe('');
    expect(response.headers.get('www-authenticate')).toBeNull();
    expect(world.events).toEqual([]);
  });
});

describe('a good token does not carry another activity', () => {
  const activities: Record<string, () => Activity> = {
    'without a service URL': () => ({ ...aMessage(world.where, 'help'), serviceUrl: undefined }),
    'with a service URL that is no text': () => ({ ...aMessage(world.where, 'help'), serviceUrl: { a: 1 } }),
    'of another service': () => ({ ...aMessage(world.where, 'help'), serviceUrl: `${world.connector.url}x` }),
    'of the Emulator': () => ({ ...aMessage(world.where, 'help'), channelId: 'emulator' }),
    'of the streaming channel that has rules of its own': () => ({
      ...aMessage(world.where, 'help'),
      channelId: 'AseChannel',
    }),
    'without a channel': () => ({ ...aMessage(world.where, 'help'), channelId: undefined }),
    'of no type': () => ({ ...aMessage(world.where, 'help'), type: undefined }),
  };

  test.each(Object.entries(activities))('%s', async (_, make) => {
    const response = await post(`Bearer ${token()}`, make());
    expect(response.status).toBe(401);
    expect(await response.text()).toBe('');
    expect(world.events).toEqual([]);
  });
});

test('tokens that are not signed leave nothing behind in the SDK, however many tenants they name', async () => {
  const { ToBotFromBotOrEmulatorTokenValidationParameters: kept } = await import('botframework-connector');
  const before = kept.issuer?.length;
  for (let i = 0; i < 20; i += 1) await post(`Bearer ${unsigned(claims({ tid: `made-up-${i}` }))}AA`);
  expect(kept.issuer?.length).toBe(before);
});

/** The environment is read once, strictly, and says everything that is wrong with it at the same time. */

import { describe, expect, it } from 'vitest';

import { readConfig } from '../../src/config.ts';
import type { Config } from '../../src/config.ts';
import { ConfigError } from '../../src/errors.ts';

type Variables = Readonly<Record<string, string>>;

const key = Buffer.alloc(32, 7).toString('base64');
const tenant = '01234567-89ab-cdef-0123-456789abcdef';
const otherTenant = '89abcdef-0123-4567-89ab-cdef01234567';

const slack: Variables = { SLACK_SIGNING_SECRET: 'fictional-secret', SLACK_BOT_TOKEN: 'xoxb-fictional' };
const slackInstall: Variables = {
  SLACK_SIGNING_SECRET: 'fictional-secret',
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'fictional-client-secret',
  SLACK_STATE_SECRET: 'fictional-state-secret',
};
const teams: Variables = {
  TEAMS_APP_ID: '11111111-2222-3333-4444-555555555555',
  TEAMS_APP_PASSWORD: 'fictional-password',
  TEAMS_APP_TENANT_ID: tenant,
};
const production: Variables = {
  NODE_ENV: 'production',
  RAPPORT_KEYS: `k1:${key}`,
  DATABASE_URL: 'postgres://rapport:pw@db.example.org/rapport',
  PUBLIC_URL: 'https://rapport.example.org',
};

/** What readConfig complains about, a line each. */
function faultsOf(env: Variables): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
  return [];
}

const namesOf = (env: Variables): readonly string[] => faultsOf(env).map((line) => line.split(':')[0] ?? '');

describe('with nothing set', () => {
  it('the playground runs, on this machine only, with a database and queues of its own', () => {
    expect(readConfig({})).toEqual({
      production: false,
      playground: true,
      role: 'all',
      host: '127.0.0.1',
      port: 3978,
      publicUrl: undefined,
      dataDir: '.rapport',
      keys: undefined,
      logLevel: 'info',
      databaseUrl: undefined,
      redisUrl: undefined,
      slack: undefined,
      teams: undefined,
      overrides: {
        slackApiUrl: undefined,
        teamsOpenIdMetadataUrl: undefined,
        teamsTokenIssuer: undefined,
        teamsLoginUrl: undefined,
      },
      opsToken: undefined,
      warnings: [],
    } satisfies Config);
  });

  it('a variable set to nothing counts as not set', () => {
    expect(readConfig({ PORT: '', HOST: ' ', SLACK_BOT_TOKEN: '', NODE_ENV: '' })).toEqual(readConfig({}));
  });

  it('the answer cannot be altered afterwards', () => {
    const config = readConfig({ ...slack, ...teams, RAPPORT_KEYS: `k1:${key}` });
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.slack?.tokens)).toBe(true);
    expect(Object.isFrozen(config.teams?.tenantIds)).toBe(true);
    expect(Object.isFrozen(config.overrides)).toBe(true);
  });
});

describe('one variable', () => {
  it.each<[Variables, Partial<Config>]>([
    [{ PORT: '8080' }, { port: 8080 }],
    [{ PORT: '0' }, { port: 0 }],
    [{ HOST: 'localhost' }, { host: 'localhost' }],
    [{ HOST: '::1' }, { host: '::1' }],
    [{ PUBLIC_URL: 'http://127.0.0.1:3978/' }, { publicUrl: 'http://127.0.0.1:3978' }],
    [{ PUBLIC_URL: 'https://rapport.example.org/bot//' }, { publicUrl: 'https://rapport.example.org/bot' }],
    [{ RAPPORT_DATA_DIR: '/var/lib/rapport' }, { dataDir: '/var/lib/rapport' }],
    [{ RAPPORT_KEYS: `k2:${key},k1:${key}` }, { keys: `k2:${key},k1:${key}` }],
    [{ LOG_LEVEL: 'debug' }, { logLevel: 'debug' }],
    [{ DATABASE_URL: 'postgresql://u@h/d' }, { databaseUrl: 'postgresql://u@h/d' }],
    [{ REDIS_URL: 'redis://h:6379/1' }, { redisUrl: 'redis://h:6379/1' }],
    [{ REDIS_URL: 'rediss://:pw@h:6380' }, { redisUrl: 'rediss://:pw@h:6380' }],
    [{ RAPPORT_OPS_TOKEN: 'x'.repeat(32) }, { opsToken: 'x'.repeat(32) }],
    [{ NODE_ENV: 'test' }, { production: false }],
    [{ NODE_ENV: 'development' }, { production: false }],
  ])('%o is understood', (env, expected) => {
    expect(readConfig(env)).toMatchObject(expected);
  });

  it.each<[string, string]>([
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3978.5'],
    ['HOST', 'http://127.0.0.1'],
    ['HOST', '127.0.0.1/32'],
    ['PUBLIC_URL', 'rapport.example.org'],
    ['PUBLIC_URL', 'ftp://rapport.example.org'],
    ['PUBLIC_URL', 'https://someone:secret@rapport.example.org'],
    ['PUBLIC_URL', 'https://rapport.example.org/?a=b'],
    ['RAPPORT_ROLE', 'both'],
    ['LOG_LEVEL', 'verbose'],
    ['NODE_ENV', 'prodution'],
    ['DATABASE_URL', 'mysql://u@h/d'],
    ['DATABASE_URL', 'rapport'],
    ['REDIS_URL', 'http://h:6379'],
    ['RAPPORT_KEYS', key],
    ['RAPPORT_KEYS', 'k1:'],
    ['RAPPORT_KEYS', `k1:${key}:more`],
    ['RAPPORT_KEYS', `k 1:${key}`],
    ['RAPPORT_KEYS', `k1:${key},k1:${key}`],
    ['RAPPORT_KEYS', `k1:${key.slice(0, -2)}*=`],
    ['RAPPORT_KEYS', `k1:${Buffer.alloc(31).toString('base64')}`],
    ['RAPPORT_OPS_TOKEN', 'x'.repeat(31)],
    ['RAPPORT_OPS_TOKEN', `${'x'.repeat(31)} x`],
    ['RAPPORT_OPS_TOKEN', `${'x'.repeat(31)}é`],
    ['SLACK_API_URL', 'slack'],
    ['TEAMS_OPENID_METADATA_URL', 'file:///etc/passwd'],
    ['TEAMS_TOKEN_ISSUER', 'issuer'],
    ['TEAMS_LOGIN_URL', 'login'],
  ])('%s=%s is refused, and nothing else is', (name, value) => {
    expect(namesOf({ [name]: value })).toEqual([name]);
  });

  it('what is refused is explained with an example, and never repeated', () => {
    const bad = {
      PORT: 'hunter2',
      LOG_LEVEL: 'hunter2',
      DATABASE_URL: 'hunter2',
      RAPPORT_KEYS: 'k1:hunter2',
    };
    expect(faultsOf(bad)).toEqual([
      'PORT: set a port number of at most 65535, such as 3978.',
      'RAPPORT_KEYS: entry 1 has a key that is not base64. Make one with: echo "k1:$(openssl rand -base64 32)"',
      'LOG_LEVEL: set it to debug or info or warn or error or silent, or leave it out.',
      'DATABASE_URL: set a PostgreSQL URL, such as postgres://rapport:password@db.example.org:5432/rapport.',
    ]);
  });
});

describe('Slack', () => {
  it('works for one workspace with a signing secret and a bot token', () => {
    expect(readConfig(slack)).toMatchObject({
      playground: false,
      teams: undefined,
      slack: { signingSecret: 'fictional-secret', tokens: { botToken: 'xoxb-fictional' } },
    });
  });

  it('works for many workspaces with what installing needs', () => {
    const env = { ...slackInstall, PUBLIC_URL: 'https://rapport.example.org' };
    expect(readConfig(env).slack?.tokens).toEqual({
      clientId: '1.2',
      clientSecret: 'fictional-client-secret',
      stateSecret: 'fictional-state-secret',
    });
  });

  it.each<[Variables, readonly string[]]>([
    [{ SLACK_BOT_TOKEN: 'xoxb-fictional' }, ['SLACK_SIGNING_SECRET']],
    [{ SLACK_SIGNING_SECRET: 's' }, ['SLACK_BOT_TOKEN']],
    [{ SLACK_APP_TOKEN: 'xapp-fictional' }, ['SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN']],
    [{ SLACK_SIGNING_SECRET: 's', SLACK_CLIENT_ID: '1.2' }, ['SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET']],
    [{ ...slackInstall, SLACK_BOT_TOKEN: 'xoxb-fictional' }, ['SLACK_BOT_TOKEN']],
    [{ ...slack, SLACK_BOT_TOKEN: 'xoxp-fictional' }, ['SLACK_BOT_TOKEN']],
    [slackInstall, ['PUBLIC_URL']],
  ])('%o is half configured and refused', (env, names) => {
    expect(namesOf(env)).toEqual(names);
  });

  it('an app-level token is pointed out as unused', () => {
    expect(readConfig({ ...slack, SLACK_APP_TOKEN: 'xapp-fictional' }).warnings).toEqual([
      expect.stringMatching(/^SLACK_APP_TOKEN: is not used/),
    ]);
  });
});

describe('Teams', () => {
  it('serves one tenant unless told otherwise', () => {
    expect(readConfig(teams)).toMatchObject({
      playground: false,
      slack: undefined,
      teams: { appType: 'SingleTenant', tenantIds: [tenant] },
    });
  });

  it('a multi-tenant bot works for the tenants that are listed, with a word about its kind', () => {
    const config = readConfig({
      ...teams,
      TEAMS_APP_TYPE: 'MultiTenant',
      TEAMS_APP_TENANT_ID: `${tenant.toUpperCase()}, ${otherTenant}`,
    });
    expect(config.teams?.tenantIds).toEqual([tenant, otherTenant]);
    expect(config.warnings).toEqual([expect.stringContaining('since July 2025')]);
  });

  it('a managed identity needs no password', () => {
    const { TEAMS_APP_PASSWORD: _, ...rest } = teams;
    expect(readConfig({ ...rest, TEAMS_APP_TYPE: 'UserAssignedMSI' }).teams?.appPassword).toBeUndefined();
    expect(namesOf(rest)).toEqual(['TEAMS_APP_PASSWORD']);
  });

  it.each<[Variables, readonly string[]]>([
    [{ TEAMS_APP_TYPE: 'SingleTenant' }, ['TEAMS_APP_ID', 'TEAMS_APP_PASSWORD', 'TEAMS_APP_TENANT_ID']],
    [{ ...teams, TEAMS_APP_ID: '' }, ['TEAMS_APP_ID']],
    [{ ...teams, TEAMS_APP_ID: 'my bot' }, ['TEAMS_APP_ID']],
    [{ ...teams, TEAMS_APP_TENANT_ID: '' }, ['TEAMS_APP_TENANT_ID']],
    [{ ...teams, TEAMS_APP_TENANT_ID: 'example.org' }, ['TEAMS_APP_TENANT_ID']],
    [{ ...teams, TEAMS_APP_TENANT_ID: `${tenant},${otherTenant}` }, ['TEAMS_APP_TENANT_ID']],
    [{ ...teams, TEAMS_APP_TYPE: 'MultiTenant', TEAMS_APP_TENANT_ID: '' }, ['TEAMS_APP_TENANT_ID']],
    [{ ...teams, TEAMS_APP_TYPE: 'MultiTenant', TEAMS_APP_TENANT_ID: `${tenant},` }, ['TEAMS_APP_TENANT_ID']],
    [{ ...teams, TEAMS_APP_TYPE: 'Any' }, ['TEAMS_APP_TYPE']],
  ])('%o is half configured and refused', (env, names) => {
    expect(namesOf(env)).toEqual(names);
  });
});

describe('where the platforms are', () => {
  const overrides = [
    'SLACK_API_URL',
    'TEAMS_OPENID_METADATA_URL',
    'TEAMS_TOKEN_ISSUER',
    'TEAMS_LOGIN_URL',
  ] as const;

  it.each(overrides)('%s may lead to this machine without credentials', (name) => {
    for (const host of ['127.0.0.1:4000', 'localhost:4000', '[::1]:4000']) {
      expect(Object.values(readConfig({ [name]: `http://${host}/api` }).overrides)).toContain(
        `http://${host}/api`,
      );
    }
  });

  it.each(overrides)(
    '%s may not lead away from this machine without credentials of that platform',
    (name) => {
      const others = name.startsWith('SLACK') ? teams : slack;
      for (const host of ['api.example.org', '127.0.0.1.example.org', '10.0.0.1']) {
        expect(namesOf({ [name]: `https://${host}/` })).toEqual([name]);
        expect(namesOf({ ...others, [name]: `https://${host}/` })).toEqual([name]);
      }
    },
  );

  it.each(overrides)('%s may lead elsewhere with credentials, but never in the clear', (name) => {
    expect(namesOf({ ...slack, ...teams, [name]: 'https://api.example.org/' })).toEqual([]);
    expect(namesOf({ ...slack, ...teams, [name]: 'http://api.example.org/' })).toEqual([name]);
  });
});

describe('the playground', () => {
  it.each(['0.0.0.0', '::', '192.168.1.4', 'rapport.example.org'])(
    'is not opened to others: HOST=%s',
    (host) => {
      expect(namesOf({ HOST: host })).toEqual(['HOST']);
      expect(namesOf({ ...slack, HOST: host })).toEqual([]);
    },
  );

  it.each(['web', 'worker'])('is one process: RAPPORT_ROLE=%s', (role) => {
    expect(namesOf({ RAPPORT_ROLE: role })).toEqual(['RAPPORT_ROLE']);
  });

  it('does not run in production', () => {
    expect(faultsOf(production)).toEqual([
      expect.stringMatching(/^SLACK_SIGNING_SECRET, TEAMS_APP_ID: production needs at least one platform/),
    ]);
  });
});

describe('several processes', () => {
  it.each(['web', 'worker'])('need a database that they share: RAPPORT_ROLE=%s', (role) => {
    expect(namesOf({ ...slack, RAPPORT_ROLE: role })).toEqual(['DATABASE_URL']);
    const config = readConfig({ ...slack, RAPPORT_ROLE: role, DATABASE_URL: 'postgres://u@h/d' });
    expect(config.role).toBe(role);
  });
});

describe('production', () => {
  it('listens to the network and has everything that it needs', () => {
    expect(readConfig({ ...production, ...slack, ...teams })).toMatchObject({
      production: true,
      playground: false,
      host: '0.0.0.0',
      publicUrl: 'https://rapport.example.org',
    });
  });

  it.each(['RAPPORT_KEYS', 'DATABASE_URL', 'PUBLIC_URL'])('does not do without %s', (name) => {
    expect(namesOf({ ...production, ...slack, [name]: '' })).toEqual([name]);
  });

  it('is not reached in the clear', () => {
    expect(namesOf({ ...production, ...slack, PUBLIC_URL: 'http://rapport.example.org' })).toEqual([
      'PUBLIC_URL',
    ]);
  });
});

it('everything that is wrong is said at once, a line each, without a secret', () => {
  const env = {
    NODE_ENV: 'production',
    PORT: 'hunter2',
    HOST: 'hunter2://',
    PUBLIC_URL: 'http://hunter2.example.org',
    RAPPORT_ROLE: 'hunter2',
    RAPPORT_KEYS: 'hunter2',
    LOG_LEVEL: 'hunter2',
    REDIS_URL: 'hunter2',
    SLACK_BOT_TOKEN: 'hunter2',
    SLACK_API_URL: 'http://hunter2.example.org',
    TEAMS_APP_PASSWORD: 'hunter2',
    TEAMS_APP_TYPE: 'hunter2',
    TEAMS_LOGIN_URL: 'hunter2',
  };
  expect(namesOf(env).toSorted()).toEqual([
    'DATABASE_URL',
    'HOST',
    'LOG_LEVEL',
    'PORT',
    'PUBLIC_URL',
    'RAPPORT_KEYS',
    'RAPPORT_ROLE',
    'REDIS_URL',
    'SLACK_API_URL',
    'SLACK_BOT_TOKEN',
    'SLACK_SIGNING_SECRET',
    'TEAMS_APP_ID',
    'TEAMS_APP_TENANT_ID',
    'TEAMS_APP_TYPE',
    'TEAMS_LOGIN_URL',
  ]);
  expect(faultsOf(env).join('\n')).not.toContain('hunter2');
});

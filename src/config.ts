/** What the environment asks for: one frozen Config, or one error that names every bad variable, a line each. */

import { z } from 'zod';

import { ConfigError } from './errors.ts';
import type { LogLevel } from './log.ts';

export type Config = {
  readonly production: boolean;
  /** No platform is configured: the pretend ones run, for this machine only. */
  readonly playground: boolean;
  readonly role: 'web' | 'worker' | 'all';
  readonly host: string;
  readonly port: number;
  /** Where people's browsers and the platforms reach us, without a slash at the end; unsaid, this machine will do. */
  readonly publicUrl: string | undefined;
  readonly dataDir: string;
  /** As written, checked: `kid:base64,...`. Never unsaid in production; elsewhere a key of our own making will do. */
  readonly keys: string | undefined;
  readonly logLevel: LogLevel;
  /** Unsaid: a database of our own in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** Unsaid: the queues are in the database. */
  readonly redisUrl: string | undefined;
  readonly slack: SlackConfig | undefined;
  readonly teams: TeamsConfig | undefined;
  /** Where the platforms are instead of their usual places; unsaid where they are as usual. */
  readonly overrides: {
    readonly slackApiUrl: string | undefined;
    readonly teamsOpenIdMetadataUrl: string | undefined;
    readonly teamsTokenIssuer: string | undefined;
    readonly teamsLoginUrl: string | undefined;
  };
  /** Opens the operations page; unsaid, there is none. */
  readonly opsToken: string | undefined;
  /** What the operator should know, though it works. */
  readonly warnings: readonly string[];
};

export type SlackConfig = {
  readonly signingSecret: string;
  /** One workspace with a token, or any number that install the app themselves. */
  readonly tokens:
    | { readonly botToken: string }
    | { readonly clientId: string; readonly clientSecret: string; readonly stateSecret: string };
};

export type TeamsConfig = {
  readonly appId: string;
  /** Unsaid only for a managed identity. */
  readonly appPassword: string | undefined;
  readonly appType: 'SingleTenant' | 'MultiTenant' | 'UserAssignedMSI';
  /** Whose people may use the bot; the first is where it is registered. */
  readonly tenantIds: readonly [string, ...string[]];
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment. Throws a ConfigError that names every bad variable and shows no secret. */
export function readConfig(env: Environment): Config {
  const faults: string[] = [];
  const read = readerOf(env, faults);

  const nodeEnv = read('NODE_ENV', z.enum(['production', 'development', 'test']));
  const production = nodeEnv === 'production';
  const slackWanted = slackVariables.some((name) => said(env, name) !== undefined);
  const teamsWanted = teamsVariables.some((name) => said(env, name) !== undefined);
  const playground = !slackWanted && !teamsWanted;

  const config: Config = {
    production,
    playground,
    role: read('RAPPORT_ROLE', z.enum(['web', 'worker', 'all'])) ?? 'all',
    host: read('HOST', hostname) ?? (production ? '0.0.0.0' : '127.0.0.1'),
    port: Number(read('PORT', portNumber) ?? 3978),
    publicUrl: read('PUBLIC_URL', publicUrl)?.replace(/\/+$/, ''),
    dataDir: said(env, 'RAPPORT_DATA_DIR') ?? '.rapport',
    keys: readKeys(said(env, 'RAPPORT_KEYS'), faults),
    logLevel: read('LOG_LEVEL', z.enum(['debug', 'info', 'warn', 'error', 'silent'])) ?? 'info',
    databaseUrl: read('DATABASE_URL', databaseUrl),
    redisUrl: read('REDIS_URL', redisUrl),
    slack: slackWanted ? readSlack(env, read, faults) : undefined,
    teams: teamsWanted ? readTeams(env, read, faults) : undefined,
    overrides: {
      slackApiUrl: readOverride('SLACK_API_URL', slackWanted, read, faults),
      teamsOpenIdMetadataUrl: readOverride('TEAMS_OPENID_METADATA_URL', teamsWanted, read, faults),
      teamsTokenIssuer: readOverride('TEAMS_TOKEN_ISSUER', teamsWanted, read, faults),
      teamsLoginUrl: readOverride('TEAMS_LOGIN_URL', teamsWanted, read, faults),
    },
    opsToken: read('RAPPORT_OPS_TOKEN', opsToken),
    warnings: [],
  };
  if (production) faults.push(...missingInProduction(env, config));
  else if (playground) faults.push(...unsafePlayground(config));
  else faults.push(...missingInDevelopment(env, config));
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  return deepFreeze({ ...config, warnings: warningsFor(env, config) });
}

type Read = <T>(name: string, schema: z.ZodType<T>) => T | undefined;

/** Empty is unsaid: compose files and CI set variables to nothing. */
function said(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
}

function readerOf(env: Environment, faults: string[]): Read {
  return (name, schema) => {
    const value = said(env, name);
    if (value === undefined) return undefined;
    const parsed = schema.safeParse(value, { error: describeIssue });
    if (parsed.success) return parsed.data;
    faults.push(...parsed.error.issues.map((issue) => `${name}: ${issue.message}`));
    return undefined;
  };
}

/** Never with the value: it may be a secret that was pasted into the wrong variable. */
function describeIssue(issue: z.core.$ZodRawIssue): string {
  return issue.code === 'invalid_value'
    ? `set it to ${(issue.values as unknown[]).map(String).join(' or ')}, or leave it out.`
    : 'cannot be read.';
}

const portNumber = shaped(
  (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535,
  'set a port number of at most 65535, such as 3978.',
);
const hostname = shaped(
  (text) => /^[A-Za-z0-9.:_-]+$/.test(text),
  'set the address to listen on, without a scheme or a port, such as 127.0.0.1 or 0.0.0.0.',
);
const publicUrl = shaped(
  (text) => isPlainUrl(text),
  'set the address people reach Rapport at, without query or password, such as https://rapport.example.org.',
);
const webUrl = shaped(
  (text) => isPlainUrl(text),
  'set a web address, such as http://127.0.0.1:4000, or leave it out.',
);
const databaseUrl = shaped(
  (text) => /^postgres(ql)?:$/.test(urlOf(text)?.protocol ?? ''),
  'set a PostgreSQL URL, such as postgres://rapport:password@db.example.org:5432/rapport.',
);
const redisUrl = shaped(
  (text) => /^rediss?:$/.test(urlOf(text)?.protocol ?? ''),
  'set a Redis URL, such as redis://cache.example.org:6379 or, encrypted, rediss://cache.example.org:6380.',
);
const guid = shaped(
  (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
  'set the id as Azure shows it, such as 01234567-89ab-cdef-0123-456789abcdef.',
);
const botToken = shaped(
  (text) => /^(xoxb-|xoxe\.xoxb-)/.test(text),
  'set the bot token, which begins with xoxb- (in the app settings, "OAuth & Permissions").',
);

const opsToken = shaped(
  (text) => /^[\x21-\x7e]{32,200}$/.test(text),
  'set at least 32 letters, digits and signs without spaces, or leave it out. Make one with: openssl rand -hex 24',
);

function shaped(fits: (text: string) => boolean, hint: string): z.ZodType<string> {
  return z.string().refine(fits, hint);
}

function urlOf(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function isPlainUrl(text: string): boolean {
  const url = urlOf(text);
  if (url === undefined || !/^https?:$/.test(url.protocol)) return false;
  return url.username === '' && url.password === '' && url.search === '' && url.hash === '';
}

function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  return name === 'localhost' || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name);
}

const makeAKey = 'Make one with: echo "k1:$(openssl rand -base64 32)"';

function readKeys(text: string | undefined, faults: string[]): string | undefined {
  if (text === undefined) return undefined;
  const ids = new Set<string>();
  for (const [at, entry] of text.split(',').entries()) {
    const fault = keyFault(entry.trim(), ids);
    if (fault !== undefined) faults.push(`RAPPORT_KEYS: entry ${at + 1} ${fault} ${makeAKey}`);
  }
  return text;
}

function keyFault(entry: string, ids: Set<string>): string | undefined {
  const [id = '', key, ...rest] = entry.split(':');
  if (key === undefined || rest.length > 0) return 'must be an id, a colon and a key in base64.';
  if (!/^[A-Za-z0-9_-]{1,40}$/.test(id)) {
    return 'must begin with an id of letters, digits, - and _, at most 40.';
  }
  if (ids.has(id)) return 'uses the id of another entry: every key needs its own.';
  ids.add(id);
  // Node decodes whatever it can: a mangled key would quietly become another one.
  const bytes = Buffer.from(key, 'base64');
  if (bytes.toString('base64') !== key) return 'has a key that is not base64.';
  if (bytes.length !== 32) return `has a key of ${bytes.length} bytes; it must be 32.`;
  return undefined;
}

const slackInstall = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'] as const;
const slackVariables = ['SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', ...slackInstall];
const teamsVariables = ['TEAMS_APP_ID', 'TEAMS_APP_PASSWORD', 'TEAMS_APP_TYPE', 'TEAMS_APP_TENANT_ID'];

function readSlack(env: Environment, read: Read, faults: string[]): SlackConfig | undefined {
  const signingSecret = said(env, 'SLACK_SIGNING_SECRET');
  if (signingSecret === undefined) {
    faults.push(
      'SLACK_SIGNING_SECRET: missing, though other Slack variables are set. Copy it from the app settings, "Basic Information".',
    );
  }
  const tokens = readSlackTokens(env, read, faults);
  return signingSecret === undefined || tokens === undefined ? undefined : { signingSecret, tokens };
}

function readSlackTokens(env: Environment, read: Read, faults: string[]): SlackConfig['tokens'] | undefined {
  const token = read('SLACK_BOT_TOKEN', botToken);
  const [clientId, clientSecret, stateSecret] = slackInstall.map((name) => said(env, name));
  const installs = [clientId, clientSecret, stateSecret].some((value) => value !== undefined);
  if (installs && said(env, 'SLACK_BOT_TOKEN') !== undefined) {
    faults.push(
      `SLACK_BOT_TOKEN: is for one workspace, ${slackInstall.join(', ')} are for many that install the app. Set the one or the others.`,
    );
    return undefined;
  }
  if (!installs) {
    if (said(env, 'SLACK_BOT_TOKEN') === undefined) {
      faults.push(
        `SLACK_BOT_TOKEN: missing, though other Slack variables are set. Set it to the bot token (xoxb-...), or set ${slackInstall.join(', ')} so that workspaces install the app.`,
      );
    }
    return token === undefined ? undefined : { botToken: token };
  }
  for (const name of slackInstall) {
    if (said(env, name) !== undefined) continue;
    const hint =
      name === 'SLACK_STATE_SECRET'
        ? 'Make one with: openssl rand -base64 32'
        : 'Copy it from the app settings, "Basic Information".';
    faults.push(`${name}: missing, though others for installing the app are set. ${hint}`);
  }
  if (clientId === undefined || clientSecret === undefined || stateSecret === undefined) return undefined;
  return { clientId, clientSecret, stateSecret };
}

const noNewMultiTenant =
  'Azure has created no multi-tenant bots since July 2025; one that you have goes on working';

function readTeams(env: Environment, read: Read, faults: string[]): TeamsConfig | undefined {
  const appType =
    read('TEAMS_APP_TYPE', z.enum(['SingleTenant', 'MultiTenant', 'UserAssignedMSI'])) ?? 'SingleTenant';
  const appId = read('TEAMS_APP_ID', guid);
  const appPassword = said(env, 'TEAMS_APP_PASSWORD');
  if (said(env, 'TEAMS_APP_ID') === undefined) {
    faults.push(
      'TEAMS_APP_ID: missing, though other Teams variables are set. Set the "Microsoft App ID" of the Azure bot.',
    );
  }
  if (appPassword === undefined && appType !== 'UserAssignedMSI') {
    faults.push(
      'TEAMS_APP_PASSWORD: missing, though other Teams variables are set. Set a client secret of the Azure bot, or TEAMS_APP_TYPE=UserAssignedMSI where it has a managed identity.',
    );
  }
  const tenantIds = readTenants(env, appType, faults);
  if (appId === undefined || tenantIds === undefined) return undefined;
  return { appId, appPassword, appType, tenantIds };
}

function readTenants(
  env: Environment,
  appType: TeamsConfig['appType'],
  faults: string[],
): TeamsConfig['tenantIds'] | undefined {
  const text = said(env, 'TEAMS_APP_TENANT_ID');
  if (text === undefined) {
    faults.push(
      appType === 'MultiTenant'
        ? `TEAMS_APP_TENANT_ID: missing. ${noNewMultiTenant}, but only for the tenants listed here, separated by commas, the bot's own first.`
        : 'TEAMS_APP_TENANT_ID: missing, though other Teams variables are set. Set the id of your tenant ("Directory ID" in Azure), such as 01234567-89ab-cdef-0123-456789abcdef.',
    );
    return undefined;
  }
  const tenants = text.split(',').map((tenant) => tenant.trim().toLowerCase());
  const [first, ...others] = tenants;
  if (first === undefined || tenants.some((tenant) => !guid.safeParse(tenant).success)) {
    faults.push(
      'TEAMS_APP_TENANT_ID: set the id of your tenant as Azure shows it, such as 01234567-89ab-cdef-0123-456789abcdef; several of them, for a multi-tenant bot, separated by commas.',
    );
    return undefined;
  }
  if (others.length > 0 && appType !== 'MultiTenant') {
    faults.push(
      `TEAMS_APP_TENANT_ID: names ${tenants.length} tenants, but a ${appType} bot serves one. Keep the one where the bot is registered.`,
    );
  }
  return [first, ...others];
}

/** Without credentials nothing vouches for what comes from elsewhere; with them, they must not travel in the clear. */
function readOverride(name: string, wanted: boolean, read: Read, faults: string[]): string | undefined {
  const text = read(name, webUrl);
  const url = text === undefined ? undefined : urlOf(text);
  if (url === undefined || isLoopback(url.hostname)) return text;
  const platform = name.startsWith('SLACK') ? 'Slack' : 'Teams';
  if (!wanted) {
    faults.push(
      `${name}: leads away from this machine, and no ${platform} credentials are set. Leave it out, or set the credentials as well.`,
    );
  } else if (url.protocol !== 'https:') {
    faults.push(`${name}: must begin with https:// where it leads away from this machine.`);
  }
  return text;
}

function missingInProduction(env: Environment, config: Config): readonly string[] {
  const faults: string[] = [];
  const missing = (name: string, hint: string): void => {
    if (said(env, name) === undefined) faults.push(`${name}: missing, and production needs it. ${hint}`);
  };
  missing('RAPPORT_KEYS', `It encrypts what people write; without it that cannot be read. ${makeAKey}`);
  missing(
    'DATABASE_URL',
    'Set a PostgreSQL URL, such as postgres://rapport:password@db.example.org/rapport.',
  );
  missing('PUBLIC_URL', 'Set the address people reach Rapport at, such as https://rapport.example.org.');
  if (config.publicUrl !== undefined && !config.publicUrl.startsWith('https://')) {
    faults.push(
      'PUBLIC_URL: must begin with https:// in production: links in it let people into their papers.',
    );
  }
  if (config.playground) {
    faults.push(
      'SLACK_SIGNING_SECRET, TEAMS_APP_ID: production needs at least one platform. Set the variables of Slack, of Teams or of both; for a look round, leave out NODE_ENV=production.',
    );
  }
  return faults;
}

function missingInDevelopment(env: Environment, { role, slack }: Config): readonly string[] {
  const faults: string[] = [];
  if (role !== 'all' && said(env, 'DATABASE_URL') === undefined) {
    faults.push(
      `DATABASE_URL: missing, and RAPPORT_ROLE=${role} shares it with other processes; the built-in database serves one only. Set it, or RAPPORT_ROLE=all.`,
    );
  }
  if (slack !== undefined && 'clientId' in slack.tokens && said(env, 'PUBLIC_URL') === undefined) {
    faults.push(
      'PUBLIC_URL: missing, and Slack sends people back to it who install the app. Set the address people reach Rapport at, such as https://rapport.example.org.',
    );
  }
  return faults;
}

/** Whoever reaches the playground is anybody they like to be. */
function unsafePlayground(config: Config): readonly string[] {
  const faults: string[] = [];
  if (!isLoopback(config.host)) {
    faults.push(
      'HOST: without Slack or Teams credentials only the playground runs, and it is for this machine only. Leave HOST out or set it to 127.0.0.1, or set the credentials.',
    );
  }
  if (config.role !== 'all') {
    faults.push(
      'RAPPORT_ROLE: without Slack or Teams credentials only the playground runs, in one process. Set RAPPORT_ROLE=all, or set the credentials.',
    );
  }
  return faults;
}

function warningsFor(env: Environment, config: Config): readonly string[] {
  const warnings: string[] = [];
  if (config.teams?.appType === 'MultiTenant') {
    warnings.push(
      `TEAMS_APP_TYPE: ${noNewMultiTenant}. People of the ${config.teams.tenantIds.length} listed tenants may use it.`,
    );
  }
  if (said(env, 'SLACK_APP_TOKEN') !== undefined) {
    warnings.push('SLACK_APP_TOKEN: is not used. Slack sends its events to PUBLIC_URL/slack/events.');
  }
  return warnings;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}

/** What operators are told is what there is: the settings, the metrics, and the manifests' stand-in address. */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { createMetrics } from '../../src/app/metrics.ts';
import { readConfig } from '../../src/config.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(resolve(root, path), 'utf8');

/** Only for the two containers of compose.yaml. */
const ofCompose = ['POSTGRES_PASSWORD', 'RAPPORT_DATABASE_PASSWORD'];
/** Known to the configuration, and nothing that an operator should set. */
const notOffered = [
  'SLACK_APP_TOKEN',
  'SLACK_API_URL',
  'TEAMS_OPENID_METADATA_URL',
  'TEAMS_TOKEN_ISSUER',
  'TEAMS_LOGIN_URL',
];

test('.env.example offers the settings that there are, and no others', () => {
  const offered = Object.keys(parseEnv(read('.env.example'))).filter((name) => !ofCompose.includes(name));
  const named = [...read('src/config.ts').matchAll(/'([A-Z]+(?:_[A-Z]+)*)'/g)].flatMap(
    ([, name]) => name ?? [],
  );
  // `SLACK` alone is how variables of that platform begin.
  const settings = named.filter((name) => name !== 'SLACK' && !notOffered.includes(name));
  expect(new Set(offered)).toEqual(new Set(settings));
});

test('.env.example as it is configures nothing but the playground, so that filling it in begins at a start that works', () => {
  const { NODE_ENV, ...rest } = parseEnv(read('.env.example'));
  expect(NODE_ENV).toBe('production');
  expect(readConfig(rest)).toMatchObject({ playground: true, role: 'all', port: 3978, logLevel: 'info' });
});

test('every metric is explained, and every one that is explained is there', async () => {
  const shown = [...(await createMetrics().text()).matchAll(/^# HELP (rapport_\w+)/gm)].map(
    ([, name]) => name,
  );
  const explained = [...read('docs/operating.md').matchAll(/^\| `(rapport_\w+)`/gm)].map(([, name]) => name);
  expect(shown.length).toBeGreaterThan(5);
  expect(new Set(explained)).toEqual(new Set(shown));
});

test('every kind of log event is told at its level', () => {
  const types = [...read('src/log.ts').matchAll(/type: '(\w+)'/g)].map(([, type]) => type);
  const docs = read('docs/operating.md');
  const logs = docs.slice(docs.indexOf('## Logs'), docs.indexOf('## When something is away'));
  expect(types.filter((type) => !logs.includes(`\`${type}\``))).toEqual([]);
});

test('the scopes that the app asks for are each explained to the one who allows them', () => {
  const { oauth_config: oauth } = JSON.parse(read('manifests/slack/manifest.json')) as {
    oauth_config: { scopes: { bot: string[] } };
  }; // asserted by the manifest's own test
  const explained = [...read('docs/install-slack.md').matchAll(/^\| (`.*?`) +\|/gm)].flatMap(([, cell]) =>
    [...(cell ?? '').matchAll(/`([a-z_:.]+)`/g)].map(([, scope]) => scope),
  );
  const scopes = explained.filter((name) => oauth.scopes.bot.includes(name ?? ''));
  expect(new Set(scopes)).toEqual(new Set(oauth.scopes.bot));
});

/** `rapport manifest teams`: the app package to upload, a zip of the manifest and two icons. */

import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { StartError } from '../../errors.ts';
import { UsageError } from './command.ts';
import type { Command, Environment, Given } from './command.ts';
import { packageFile } from './package-root.ts';
import { publicUrlFrom } from './public-url.ts';
import { zip } from './zip.ts';

export const manifestTeamsCommand: Command = {
  name: 'manifest teams',
  synopsis:
    '[--out FILE] [--url URL] [--privacy URL] [--terms URL] [--website URL] [--developer NAME] [--version X.Y.Z]',
  summary: 'Write the Teams app package, a zip to upload.',
  details: [
    'Takes TEAMS_APP_ID, and PUBLIC_URL or --url. Writes rapport-teams.zip, or the file that --out names; - is stdout.',
    'Teams shows links to a privacy notice, to terms of use and to a page about the app, and the name of who runs it:',
    'give your own with --privacy, --terms, --website and --developer.',
    'To upload a changed package over an earlier one, count --version up.',
    'The whole way: docs/install-teams.md.',
  ],
  options: {
    out: { type: 'string' },
    url: { type: 'string' },
    privacy: { type: 'string' },
    terms: { type: 'string' },
    website: { type: 'string' },
    developer: { type: 'string' },
    version: { type: 'string' },
  },
  run: (given, { env, say, note, pour }) => {
    const manifest = fillIn(given, env);
    const out = given.option('out') ?? 'rapport-teams.zip';
    const { color, outline } = manifest.icons;
    const bytes = zip([
      { name: 'manifest.json', bytes: Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`, 'utf8') },
      { name: color, bytes: packageFile('manifests', 'teams', color) },
      { name: outline, bytes: packageFile('manifests', 'teams', outline) },
    ]);
    if (out === '-') pour(bytes);
    else {
      write(resolve(out), bytes);
      say(`Wrote ${resolve(out)}: version ${manifest.version} of the app, for the bot ${manifest.id}.`);
    }
    const missing = ['privacy', 'terms'].filter((name) => given.option(name) === undefined);
    if (missing.length > 0)
      note(
        `Note: Teams will show links to a privacy notice and terms of use. Rapport has no such pages: give your own with ${missing.map((name) => `--${name}`).join(' and ')}.`,
      );
    return Promise.resolve(0);
  },
};

type Manifest = {
  readonly version: string;
  readonly id: string;
  readonly developer: {
    readonly name: string;
    readonly websiteUrl: string;
    readonly privacyUrl: string;
    readonly termsOfUseUrl: string;
  };
  readonly icons: { readonly color: string; readonly outline: string };
  readonly bots: readonly (Readonly<Record<string, unknown>> & { readonly botId: string })[];
  readonly validDomains: readonly string[];
};

/** Teams' own limit for the developer's name. */
const longestDeveloper = 32;

function fillIn(given: Given, env: Environment): Manifest {
  // Our own file, and its test says so; everything that is not named in the type goes along unseen.
  const template = JSON.parse(
    packageFile('manifests', 'teams', 'manifest.json').toString('utf8'),
  ) as Manifest;
  const url = publicUrlFrom(given, env);
  const id = appIdFrom(env);
  const version = given.option('version') ?? template.version;
  if (!/^(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}$/.test(version))
    throw new UsageError('--version must be three numbers, such as 1.0.1.');
  const developer = given.option('developer') ?? template.developer.name;
  if (developer.length > longestDeveloper)
    throw new UsageError(`--developer may have ${longestDeveloper} characters at most.`);
  return {
    ...template,
    version,
    id,
    developer: {
      name: developer,
      websiteUrl: pageFrom(given, 'website', url),
      privacyUrl: pageFrom(given, 'privacy', url),
      termsOfUseUrl: pageFrom(given, 'terms', url),
    },
    bots: template.bots.map((bot) => ({ ...bot, botId: id })),
    validDomains: [new URL(url).host],
  };
}

function appIdFrom(env: Environment): string {
  const id = env['TEAMS_APP_ID']?.trim().toLowerCase() ?? '';
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return id;
  throw new StartError(
    `TEAMS_APP_ID: ${id === '' ? 'missing' : 'not an id as Azure shows it'}. Set it to the "Microsoft App ID" of the Azure bot.`,
  );
}

function pageFrom(given: Given, option: string, publicUrl: string): string {
  const page = given.option(option) ?? publicUrl;
  if (!URL.canParse(page) || new URL(page).protocol !== 'https:')
    throw new UsageError(`--${option} must be an https address.`);
  return page;
}

function write(file: string, bytes: Buffer): void {
  try {
    writeFileSync(file, bytes);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StartError(`The package cannot be written: ${why}. Say where with --out.`, { cause: error });
  }
}

/** `rapport manifest slack`: the app manifest, with the address filled in where Slack sends everything. */

import type { Command } from './command.ts';
import { packageFile } from './package-root.ts';
import { publicUrlFrom } from './public-url.ts';

/** Stands in the manifests for PUBLIC_URL. */
export const standInUrl = 'https://rapport.example';

export const manifestSlackCommand: Command = {
  name: 'manifest slack',
  synopsis: '[--url URL]',
  summary: 'Print the manifest to create the Slack app from.',
  details: [
    'Takes PUBLIC_URL, or --url. Paste what it prints at api.slack.com/apps, "Create New App", "From a manifest".',
    'The whole way: docs/install-slack.md.',
  ],
  options: { url: { type: 'string' } },
  run: (given, { env, say }) => {
    const url = publicUrlFrom(given, env);
    say(
      slackManifest()
        .replaceAll(`"${standInUrl}/`, () => `"${url}/`)
        .trimEnd(),
    );
    return Promise.resolve(0);
  },
};

export function slackManifest(): string {
  return packageFile('manifests', 'slack', 'manifest.json').toString('utf8');
}

/** What the bot token of an app made from the manifest may do. */
export function slackScopes(): readonly string[] {
  const { oauth_config: oauth } = JSON.parse(slackManifest()) as {
    oauth_config: { scopes: { bot: string[] } };
  }; // our own file, and its test says so
  return oauth.scopes.bot;
}

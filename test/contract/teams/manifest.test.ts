/** The app package of Teams: valid by Microsoft's own schema, with icons of the sizes that the store demands. */

import { readFileSync } from 'node:fs';
import { AppManifestUtils, type TeamsManifest } from '@microsoft/app-manifest';
import { describe, expect, test } from 'vitest';

const folder = new URL('../../../manifests/teams/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as TeamsManifest & {
  bots: { commandLists: { commands: { title: string }[] }[]; scopes: string[]; supportsFiles: boolean }[];
  icons: { color: string; outline: string };
};
const schema = JSON.parse(
  readFileSync(
    new URL(
      '../../../node_modules/@microsoft/app-manifest/build/json-schemas/teams/v1.25/MicrosoftTeams.schema.json',
      import.meta.url,
    ),
    'utf8',
  ),
) as object;

describe('the app package of Teams', () => {
  test('is valid by the schema it names', async () => {
    expect(manifest.$schema).toContain('/teams/v1.25/');
    expect(await AppManifestUtils.validateAgainstSchema(manifest, schema as never)).toEqual([]);
  });

  test('a name that is too long would be noticed', async () => {
    const long = { ...manifest, name: { short: 'x'.repeat(31), full: 'x' } };
    expect(await AppManifestUtils.validateAgainstSchema(long as never, schema as never)).not.toEqual([]);
  });

  test('offers each of our commands, and no more than a menu shows', () => {
    for (const { commands } of manifest.bots[0]?.commandLists ?? []) {
      expect(commands.map((command) => command.title)).toEqual([
        'ask',
        'offer',
        'meetings',
        'record',
        'schemes',
        'pause',
        'end',
        'privacy',
        'help',
        'admin',
      ]);
      expect(commands.length).toBeLessThanOrEqual(10);
    }
  });

  test('lets people send files in their own chat with the bot', () => {
    expect(manifest.bots[0]?.supportsFiles).toBe(true);
  });

  test('can be added for oneself and to a team', () => {
    expect(manifest.bots[0]?.scopes).toEqual(expect.arrayContaining(['personal', 'team']));
  });

  test.each([
    ['color', 192],
    ['outline', 32],
  ] as const)('the %s icon is a PNG of %i pixels square', (which, size) => {
    const icon = readFileSync(new URL(manifest.icons[which], folder));
    expect(icon.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([size, size]);
  });
});

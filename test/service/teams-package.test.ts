/** `rapport manifest teams`: the zip that an administrator uploads, read back and held against Microsoft's schema. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AppManifestUtils, type TeamsManifest } from '@microsoft/app-manifest';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { zip } from '../../src/app/commands/zip.ts';
import { rapport } from '../support/command-line.ts';
import type { Settings } from '../support/command-line.ts';
import { unzip } from '../support/unzip.ts';

// Each runs processes of its own, on a machine that runs other tests as well.
vi.setConfig({ testTimeout: 60_000 });

const root = resolve(import.meta.dirname, '../..');
const schema = JSON.parse(
  readFileSync(
    join(
      root,
      'node_modules/@microsoft/app-manifest/build/json-schemas/teams/v1.25/MicrosoftTeams.schema.json',
    ),
    'utf8',
  ),
) as object;

const appId = '3f1c2d4e-5a6b-4c7d-8e9f-0a1b2c3d4e5f';
const env = { TEAMS_APP_ID: appId, PUBLIC_URL: 'https://rapport.eastmere.example/' };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rapport-package-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function packageWith(typed: readonly string[] = [], settings: Settings = env) {
  const ran = await rapport(['manifest', 'teams', '--out', 'app.zip', ...typed], settings, { cwd: folder });
  expect(ran.code).toBe(0);
  const files = unzip(readFileSync(join(folder, 'app.zip')));
  const text = files.get('manifest.json')?.toString('utf8') ?? '';
  return { ran, files, text, manifest: JSON.parse(text) as TeamsManifest & Record<string, unknown> };
}

test('the package is the manifest and both icons, at the root, and nothing else', async () => {
  const { files, manifest, ran } = await packageWith();
  expect([...files.keys()].toSorted()).toEqual(['color.png', 'manifest.json', 'outline.png']);
  for (const icon of ['color.png', 'outline.png'])
    expect(files.get(icon)).toEqual(readFileSync(join(root, 'manifests/teams', icon)));
  expect(manifest['icons']).toEqual({ color: 'color.png', outline: 'outline.png' });
  expect(ran.out).toContain(join(folder, 'app.zip'));
});

test('it can be poured into a file where nothing can be written', async () => {
  const { files } = await packageWith();
  const { code, bytes } = await rapport(['manifest', 'teams', '--out', '-'], env);
  expect(code).toBe(0);
  expect(unzip(bytes)).toEqual(files);
});

test('the manifest is valid by the schema it names, with no placeholder left in it', async () => {
  const { manifest, text } = await packageWith();
  expect(await AppManifestUtils.validateAgainstSchema(manifest, schema as never)).toEqual([]);
  expect(manifest).toMatchObject({
    id: appId,
    bots: [{ botId: appId }],
    validDomains: ['rapport.eastmere.example'],
  });
  expect(text).not.toMatch(/00000000-|rapport\.example/);
});

test('the links and the name that Teams shows are those that were given, and it is said which are missing', async () => {
  const { manifest, ran } = await packageWith([
    '--privacy',
    'https://eastmere.example/privacy',
    '--website',
    'https://eastmere.example/mentoring',
    '--developer',
    'Eastmere Hospitals',
    '--version',
    '1.2.0',
  ]);
  expect(manifest).toMatchObject({
    version: '1.2.0',
    developer: {
      name: 'Eastmere Hospitals',
      websiteUrl: 'https://eastmere.example/mentoring',
      privacyUrl: 'https://eastmere.example/privacy',
      termsOfUseUrl: 'https://rapport.eastmere.example',
    },
  });
  expect(ran.err).toMatch(/give your own with --terms\.\n$/);
  const all = await packageWith(['--privacy', 'https://e.example/p', '--terms', 'https://e.example/t']);
  expect(all.ran.err).toBe('');
});

test.each([
  [['--version', '1.0'], env, 2, /--version must be three numbers/],
  [['--privacy', 'http://e.example'], env, 2, /--privacy must be an https address/],
  [['--developer', 'x'.repeat(33)], env, 2, /--developer may have 32 characters/],
  [['--out', 'no-such-folder/app.zip'], env, 1, /^The package cannot be written: .* Say where with --out\./],
  [[], { ...env, TEAMS_APP_ID: 'my bot' }, 1, /^TEAMS_APP_ID: not an id as Azure shows it/],
  [[], { TEAMS_APP_ID: appId }, 1, /^PUBLIC_URL: missing/],
  [[], { ...env, PUBLIC_URL: 'http://rapport.eastmere.example' }, 1, /^PUBLIC_URL: must be an https address/],
])('%j is refused in a line', async (typed, settings, code, line) => {
  const ran = await rapport(['manifest', 'teams', ...typed], settings, { cwd: folder });
  expect([ran.code, ran.out]).toEqual([code, '']);
  expect(ran.err.trimEnd()).toMatch(line);
  expect(ran.err.trimEnd()).not.toContain('\n');
});

test('the archive holds files of any size and name as they are', () => {
  const entries = [
    { name: 'empty', bytes: Buffer.alloc(0) },
    { name: 'Ünïcode 名.txt', bytes: Buffer.from('PK\u0001\u0002 is no header here', 'latin1') },
    { name: 'large.bin', bytes: Buffer.alloc(200_000, 'Rapport') },
  ];
  const files = unzip(zip(entries));
  expect([...files]).toEqual(entries.map(({ name, bytes }) => [name, bytes]));
});

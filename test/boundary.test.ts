/** The import arrows of the house, and the words that its neutral rooms must not know. */

import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** Room to what it may import: rooms of ours, and npm packages (`node:` is open to all). `*` is everything. */
const arrows: Readonly<Record<string, { ours: readonly string[]; npm: readonly string[] }>> = {
  'src/ui': { ours: [], npm: [] },
  'src/mentoring': { ours: [], npm: ['@date-fns/tz'] },
  'src/engine': { ours: ['src/ui', 'src/errors.ts', 'src/log.ts'], npm: [] },
  'src/dialogs': { ours: ['src/engine', 'src/ui', 'src/mentoring'], npm: ['@date-fns/tz'] },
  'src/store': {
    ours: ['src/engine', 'src/ui', 'src/mentoring', 'src/errors.ts', 'src/log.ts', 'migrations'],
    npm: ['kysely', 'pg'],
  },
  'src/documents': {
    ours: ['src/engine', 'src/mentoring'],
    npm: [
      '@resvg/resvg-js',
      'bidi-js',
      'fontkit',
      'ical-generator',
      'linebreak',
      'pdfkit',
      'vega',
      'vega-lite',
    ],
  },
  migrations: { ours: [], npm: ['kysely'] },
  'adapters/slack': {
    ours: ['src/engine', 'src/ui', 'src/errors.ts', 'src/log.ts'],
    npm: ['@slack/bolt', '@slack/oauth', '@slack/web-api', '@slack/types'],
  },
  'adapters/teams': {
    ours: ['src/engine', 'src/ui', 'src/errors.ts', 'src/log.ts'],
    npm: ['botbuilder', 'botframework-connector', 'botframework-schema'],
  },
  'adapters/playground': { ours: [], npm: [] },
  // The page draws Adaptive Cards with Microsoft’s own renderer, and knows the API’s types.
  'adapters/playground/page': { ours: ['adapters/playground'], npm: ['adaptivecards'] },
  jobs: { ours: ['src/engine', 'src/errors.ts', 'src/log.ts'], npm: ['bullmq', 'ioredis', 'pg'] },
  'src/app': { ours: ['*'], npm: ['*'] },
  'src/main.ts': { ours: ['*'], npm: ['*'] },
  'src/cli.ts': { ours: ['*'], npm: ['*'] },
  'src/config.ts': { ours: ['src/errors.ts', 'src/log.ts'], npm: ['zod'] },
  'src/log.ts': { ours: [], npm: ['pino'] },
  'src/errors.ts': { ours: [], npm: [] },
  'src/clock.ts': { ours: ['src/engine'], npm: [] },
};

const files = ['src', 'adapters', 'jobs', 'migrations']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => file.endsWith('.ts'));

function roomOf(file: string): string {
  const rooms = Object.keys(arrows).filter((room) => file === room || file.startsWith(`${room}/`));
  return rooms.toSorted((one, other) => other.length - one.length)[0] ?? '';
}

function importsOf(file: string): readonly string[] {
  const source = readFileSync(join(root, file), 'utf8');
  // An import's clause holds neither quotes nor semicolons, so that words in a string are not taken for one.
  const clauses = source.matchAll(/^\s*(?:import|export)\s(?:[^;'"`]*?\sfrom\s)?'([^']+)'/gm);
  const later = source.matchAll(/\bimport\('([^']+)'\)/g);
  return [...clauses, ...later].flatMap((match) => match[1] ?? []);
}

test('every file belongs to a room whose arrows are written down', () => {
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((file) => roomOf(file) === '')).toEqual([]);
});

test('every import follows an arrow of the house, types included', () => {
  const broken: string[] = [];
  for (const file of files) {
    const room = roomOf(file);
    const allowed = arrows[room];
    for (const imported of importsOf(file)) {
      if (imported.startsWith('node:')) continue;
      if (imported.startsWith('.')) {
        const target = relative(root, resolve(root, dirname(file), imported));
        const targetRoom = roomOf(target);
        const open =
          targetRoom === room ||
          allowed?.ours.includes('*') === true ||
          allowed?.ours.includes(targetRoom) === true;
        if (!open) broken.push(`${file} -> ${target}`);
      } else {
        const parts = imported.split('/');
        const name = imported.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
        if (allowed?.npm.includes('*') !== true && allowed?.npm.includes(name) !== true)
          broken.push(`${file} -> ${name}`);
      }
    }
  }
  expect(broken).toEqual([]);
});

test('nothing imports the composition root', () => {
  const roots = new Set(['src/main.ts', 'src/cli.ts']);
  const importing = files.filter((file) =>
    importsOf(file).some((imported) => roots.has(relative(root, resolve(root, dirname(file), imported)))),
  );
  expect(importing).toEqual([]);
});

test('the neutral rooms do not know what the platforms are called', () => {
  const neutral = ['src/engine/', 'src/ui/', 'src/dialogs/', 'src/mentoring/'];
  const naming = files
    .filter((file) => neutral.some((room) => file.startsWith(room)))
    .filter((file) =>
      /\b(slack|teams|bolt|botbuilder|microsoft)\b/i.test(readFileSync(join(root, file), 'utf8')),
    );
  expect(naming).toEqual([]);
});

/** What an operator types: help, migrations, manifests, coordinators and new keys, on a real database. */

import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PersonFacts } from '../../src/mentoring/facts.ts';
import { openDatabase } from '../../src/store/database.ts';
import { newKey, parseKeys } from '../../src/store/keys.ts';
import { rapport } from '../support/command-line.ts';
import type { Ran, Settings } from '../support/command-line.ts';
import { createEmptyDatabase } from '../support/postgres.ts';
import { anOrganisation, aRequest, aWorld, insert, update } from './store/world.ts';
import type { World } from './store/world.ts';

// Each runs processes of its own, on a machine that runs other tests as well.
vi.setConfig({ testTimeout: 60_000 });

const noon = new Date('2026-11-23T12:00:00Z');

/** What a command refuses is one line on stderr. */
function refusal({ code, out, err }: Ran): { code: number | null; line: string } {
  expect(out).toBe('');
  expect(err.trimEnd().split('\n')).toHaveLength(1);
  return { code, line: err.trimEnd() };
}

async function coordinators(settings: Settings): Promise<readonly string[]> {
  return (await rapport(['coordinator', 'list'], settings)).lines;
}

describe('typing', () => {
  test('help lists every command there is, and each has more to tell', async () => {
    const { code, out } = await rapport([]);
    expect(code).toBe(0);
    const names = [...out.matchAll(/^ {2}rapport ([a-z]+(?: [a-z]+)?)/gm)].map(([, name]) => name ?? '');
    expect(names).toEqual([
      'start',
      'migrate',
      'doctor',
      'manifest slack',
      'manifest teams',
      'coordinator add',
      'coordinator list',
      'import',
      'export',
      'report',
      'match',
      'assess',
      'keys new',
      'keys rewrap',
      'erase person',
      'help',
    ]);
    for (const name of names.filter((one) => one !== 'help')) {
      const about = await rapport(['help', ...name.split(' ')]);
      expect(about.code).toBe(0);
      expect(about.out).toContain(`rapport ${name}: `);
      expect(await rapport([...name.split(' '), '--help'])).toEqual(about);
    }
  });

  test.each([
    [['mangle'], 'There is no command "mangle". "rapport help" lists all of them.'],
    [['migrat'], 'There is no command "migrat". Did you mean "migrate"? "rapport help" lists all of them.'],
    [['keys'], 'rapport keys: say what. There is: rapport keys new, rapport keys rewrap.'],
    [
      ['keys', 'old'],
      'rapport keys: there is no such command. There is: rapport keys new, rapport keys rewrap.',
    ],
    [['doctor', 'now'], 'rapport doctor: "now" is not expected here. Usage: rapport doctor'],
    [['migrate', '--down'], 'rapport migrate: there is no option --down. Usage: rapport migrate'],
    [
      ['manifest', 'slack', '--url'],
      'rapport manifest slack: the option --url needs a value after it. Usage: rapport manifest slack [--url URL]',
    ],
    [
      ['keys', 'new', 'with/slash'],
      'rapport keys new: the id may have letters, digits, - and _, at most 40. Usage: rapport keys new [ID]',
    ],
    [
      ['erase', 'person', 'nobody', '--yes'],
      'rapport erase person: the first word must be an e-mail address. Usage: rapport erase person EMAIL [--organisation NAME] [--shared] [--yes]',
    ],
  ])('%j is answered with one line and exit code 2', async (typed, line) => {
    expect(refusal(await rapport(typed))).toEqual({ code: 2, line });
  });

  test('in production a command does not fall back on a database of its own', async () => {
    expect(refusal(await rapport(['migrate'], { NODE_ENV: 'production' }))).toEqual({
      code: 1,
      line: 'DATABASE_URL: missing, and production needs it. Set it to a PostgreSQL URL.',
    });
  });

  test('a database that cannot be reached is one line, without the password', async () => {
    const { code, line } = refusal(
      await rapport(['migrate'], { DATABASE_URL: 'postgres://me:very-secret@127.0.0.1:1/rapport' }),
    );
    expect([code, line]).toEqual([
      1,
      'Cannot reach rapport on 127.0.0.1:1: nothing answers there. Check DATABASE_URL.',
    ]);
  });
});

describe('keys new', () => {
  test('prints an entry that RAPPORT_KEYS takes, and nothing else on stdout', async () => {
    const one = await rapport(['keys', 'new', 'k7']);
    expect(one.code).toBe(0);
    expect(one.lines).toHaveLength(1);
    expect(parseKeys(one.lines[0] ?? '').current).toBe('k7');
    expect((await rapport(['keys', 'new', 'k7'])).out).not.toBe(one.out);
  });

  test('without an id it takes one that is not in use', async () => {
    const first = (await rapport(['keys', 'new'])).lines[0] ?? '';
    const second = (await rapport(['keys', 'new'], { RAPPORT_KEYS: first })).lines[0] ?? '';
    expect(parseKeys(`${first},${second}`).current).toMatch(/^k\d{4}-\d\d-\d\d$/);
  });

  test('an id that is in use already is refused', async () => {
    const { code, line } = refusal(await rapport(['keys', 'new', 'k1'], { RAPPORT_KEYS: newKey('k1') }));
    expect(code).toBe(2);
    expect(line).toContain('RAPPORT_KEYS has a key k1 already.');
  });
});

test('migrate makes the tables, those of the queues too, and says so; a second time it has nothing to do', async () => {
  const { url, drop } = await createEmptyDatabase();
  try {
    const first = await rapport(['migrate'], { DATABASE_URL: url });
    expect(first.code).toBe(0);
    expect(first.lines[0]).toBe('applied  0001-organisations');
    expect(first.lines.at(-2)).toMatch(/^\d+ applied, 0 already there\.$/);
    expect(first.lines.at(-1)).toBe('The tables of the queues are there.');
    const database = await openDatabase({ url });
    await database.close();

    const withRedis = { DATABASE_URL: url, REDIS_URL: 'redis://127.0.0.1:1' };
    const second = await rapport(['migrate'], withRedis);
    expect(second.code).toBe(0);
    expect(second.lines).toEqual([
      expect.stringMatching(/^Nothing to do: all \d+ migrations had been applied already\.$/),
    ]);
  } finally {
    await drop();
  }
});

test('manifest slack is our manifest, with the public address wherever Slack reaches us', async () => {
  const file = readFileSync(resolve(import.meta.dirname, '../../manifests/slack/manifest.json'), 'utf8');
  const { code, out } = await rapport(['manifest', 'slack'], {
    PUBLIC_URL: 'https://rapport.eastmere.example/',
  });
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual(
    JSON.parse(file.replaceAll('https://rapport.example/', 'https://rapport.eastmere.example/')),
  );
  expect(out.match(/https:\/\/[^/"]*/g)?.every((url) => url === 'https://rapport.eastmere.example')).toBe(
    true,
  );
  const elsewhere = await rapport(['manifest', 'slack', '--url', 'https://other.example'], {
    PUBLIC_URL: 'https://rapport.eastmere.example',
  });
  expect(elsewhere.out).toContain('"https://other.example/slack/events"');
});

describe('coordinators', () => {
  let world: World;
  let env: Record<string, string>;
  beforeEach(async () => {
    world = await aWorld();
    env = { DATABASE_URL: world.url, RAPPORT_KEYS: world.keys };
  });
  afterEach(() => world.close());

  const schemesSeenBy = async (organisationId: string, personId: string): Promise<PersonFacts['schemes']> => {
    const facts = await world.store.transact(organisationId, (tx) =>
      tx.loadFacts('person', personId, personId, noon),
    );
    return (facts as PersonFacts).schemes; // the subject says which facts they are
  };
  const audited = async (): Promise<unknown[]> => {
    const { rows } = await world.admin.query(
      'select dialog, action, subject, subject_id from audit order by id',
    );
    return rows as unknown[];
  };

  test('the first one founds the first scheme, as an administrator would in the chat', async () => {
    const organisation = await anOrganisation(world);
    const helen = await organisation.person('Helen Ash', 'teams', 'Helen.Ash@Eastmere.example');
    const without = await rapport(['coordinator', 'add', 'helen.ash@eastmere.example'], env);
    expect(refusal(without).line).toBe(
      'There is no scheme yet. Say what the first one is called: rapport coordinator add EMAIL --scheme NAME',
    );
    expect(await schemesSeenBy(organisation.id, helen)).toEqual([]);
    const { code, out } = await rapport(
      ['coordinator', 'add', 'helen.ash@EASTMERE.example', '--scheme', 'Mentoring at Eastmere'],
      env,
    );
    expect(code).toBe(0);
    expect(out).toContain('Mentoring at Eastmere is set up, and Helen Ash is its coordinator.');
    const [scheme, ...others] = await schemesSeenBy(organisation.id, helen);
    expect(others).toEqual([]);
    expect(scheme).toMatchObject({
      name: 'Mentoring at Eastmere',
      coordinatorIds: [helen],
      acceptsRequests: true,
      cadenceDays: 28,
    });
    expect(scheme?.areas.length).toBeGreaterThan(3);
    expect(await audited()).toEqual([
      { dialog: 'operator', action: 'found-scheme', subject: 'scheme', subject_id: scheme?.id },
      { dialog: 'operator', action: 'found-scheme', subject: 'person', subject_id: helen },
    ]);
  });

  test('what people may ask for, and whom the scheme is for, can be said', async () => {
    const organisation = await anOrganisation(world);
    const helen = await organisation.person('Helen Ash', 'teams', 'helen@eastmere.example');
    const areas = ['--area', 'Night shifts', '--area', 'Rétour au travail'];
    const typed = [
      'coordinator',
      'add',
      'helen@eastmere.example',
      '--scheme',
      'Nights',
      '--about',
      'For registrars.',
    ];
    expect((await rapport([...typed, ...areas], env)).code).toBe(0);
    expect(await schemesSeenBy(organisation.id, helen)).toMatchObject([
      {
        about: 'For registrars.',
        areas: [{ value: 'night-shifts', label: 'Night shifts' }, { label: 'Rétour au travail' }],
      },
    ]);
  });

  test('another one joins the scheme there is; asked again, nothing changes; the list shows both', async () => {
    const organisation = await anOrganisation(world);
    const cora = await organisation.person('Cora Vale', 'slack', 'cora@eastmere.example');
    const vera = await organisation.person('Vera Quill', 'teams', 'vera@eastmere.example');
    await organisation.scheme({ name: 'Peer mentoring', coordinatorIds: [cora] });
    const added = await rapport(['coordinator', 'add', 'vera@eastmere.example'], env);
    expect(added.code).toBe(0);
    expect(added.out).toContain('Vera Quill is now a coordinator of Peer mentoring.');
    const [scheme] = await schemesSeenBy(organisation.id, vera);
    expect(scheme?.coordinatorIds.toSorted()).toEqual([cora, vera].toSorted());
    const again = await rapport(
      ['coordinator', 'add', 'vera@eastmere.example', '--scheme', 'peer MENTORING'],
      env,
    );
    expect([again.code, again.out]).toEqual([0, 'Vera Quill is a coordinator of Peer mentoring already.\n']);
    expect((await rapport(['coordinator', 'list'], env)).lines).toEqual([
      'Peer mentoring: Cora Vale <cora@eastmere.example>',
      'Peer mentoring: Vera Quill <vera@eastmere.example>',
    ]);
  });

  test('the list says of how many requests nobody may look after, and names nobody who asks', async () => {
    const organisation = await anOrganisation(world);
    const cora = await organisation.person('Cora Vale', 'slack', 'cora@eastmere.example');
    const vera = await organisation.person('Vera Quill', 'teams', 'vera@eastmere.example');
    const asha = await organisation.person('Asha Testwell', 'slack', 'asha@eastmere.example');
    const scheme = await organisation.scheme({ name: 'Peer mentoring', coordinatorIds: [cora] });
    await organisation.apply(insert('request', aRequest(scheme.id, asha)));
    expect(await coordinators(env)).toEqual(['Peer mentoring: Cora Vale <cora@eastmere.example>']);
    await organisation.apply(
      insert('reportingLine', { id: randomUUID(), personId: asha, managerId: cora, kind: 'line manager' }),
    );
    expect((await coordinators(env)).slice(1)).toEqual([
      expect.stringMatching(/^Peer mentoring: one request waits that none of these may look after/),
    ]);
    expect((await coordinators(env)).join()).not.toContain('Asha');
    await organisation.apply(update('scheme', scheme.id, { coordinatorIds: [cora, vera] }));
    expect(await coordinators(env)).toHaveLength(2);
  });

  test('of several schemes one has to be named, and one that is mistyped founds none', async () => {
    const organisation = await anOrganisation(world);
    const cora = await organisation.person('Cora Vale', 'slack', 'cora@eastmere.example');
    await organisation.scheme({ name: 'Peer mentoring', coordinatorIds: [] });
    const typed = ['coordinator', 'add', 'cora@eastmere.example'];
    expect(refusal(await rapport([...typed, '--scheme', 'Pear mentoring'], env))).toEqual({
      code: 1,
      line: 'There is no scheme "Pear mentoring". There is: "Peer mentoring".',
    });
    await organisation.scheme({ name: 'Return to work', coordinatorIds: [] });
    expect(refusal(await rapport(typed, env)).line).toBe(
      'There are 2 schemes: "Peer mentoring", "Return to work". Say which with --scheme.',
    );
    const schemes = await schemesSeenBy(organisation.id, cora);
    expect(schemes.map(({ coordinatorIds }) => coordinatorIds)).toEqual([[], []]);
    expect((await rapport(['coordinator', 'list'], env)).lines).toEqual([
      'Peer mentoring: nobody',
      'Return to work: nobody',
    ]);
  });

  test('of an address that two organisations know, --organisation says whose is meant', async () => {
    const here = await anOrganisation(world);
    const there = await anOrganisation(world);
    for (const one of [here, there]) {
      await one.person('Cora Vale', 'slack', 'cora@eastmere.example');
      await one.scheme({ name: 'Peer mentoring', coordinatorIds: [] });
    }
    const typed = ['coordinator', 'add', 'cora@eastmere.example'];
    const refused = refusal(await rapport(typed, env));
    expect(refused.code).toBe(1);
    expect(refused.line).toMatch(
      /^The address cora@eastmere\.example is known in 2 organisations\. Say which with --organisation, by name or id: /,
    );
    for (const one of [here, there]) expect(refused.line).toContain(one.id);
    const added = await rapport([...typed, '--organisation', there.id], env);
    expect([added.code, added.out]).toEqual([
      0,
      expect.stringContaining('Cora Vale is now a coordinator of Peer mentoring.'),
    ]);
    expect((await rapport(['coordinator', 'list'], env)).lines.toSorted()).toEqual([
      'Peer mentoring: Cora Vale <cora@eastmere.example>',
      'Peer mentoring: nobody',
    ]);
    expect(refusal(await rapport([...typed, '--organisation', 'Elsewhere'], env)).line).toContain(
      'There is no organisation "Elsewhere".',
    );
  });

  test('somebody unknown, and an address that two people share, are refused with what to do', async () => {
    const organisation = await anOrganisation(world);
    await organisation.person('Ward One', 'slack', 'ward@eastmere.example');
    await organisation.person('Ward Two', 'slack', 'ward@eastmere.example');
    expect(refusal(await rapport(['coordinator', 'add', 'nobody@eastmere.example'], env)).line).toMatch(
      /^Nobody with the address nobody@eastmere\.example is known here yet\. Ask them to write "hello"/,
    );
    expect(refusal(await rapport(['coordinator', 'add', 'ward@eastmere.example'], env)).line).toMatch(
      /^2 people share the address ward@eastmere\.example \(Ward One, Ward Two\)\./,
    );
  });
});

test('start is npm start: it says the same of a configuration that is half there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-cli-'));
  const { code, err } = await rapport(['start'], { SLACK_BOT_TOKEN: 'xoxb-1', RAPPORT_DATA_DIR: folder });
  rmSync(folder, { recursive: true });
  expect(code).toBe(1);
  expect(err).toMatch(/^Rapport cannot start\.\nSLACK_SIGNING_SECRET: missing/);
});

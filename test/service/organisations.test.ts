/** Two organisations in one database: whatever somebody of one sends, nothing of the other is shown, used or changed. */

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roster } from '../../adapters/playground/roster.ts';
import type { RosterPerson } from '../../adapters/playground/roster.ts';
import { registry } from '../../src/dialogs/registry.ts';
import { openDatabase } from '../../src/store/database.ts';
import type { Database } from '../../src/store/database.ts';
import { parseKeys } from '../../src/store/keys.ts';
import { referenceTo } from '../../src/store/references.ts';
import { createStore } from '../../src/store/store.ts';
import type { RapportStore } from '../../src/store/store.ts';
import type { Target } from '../../src/ui/reference.ts';
import { handsOn } from '../support/hands.ts';
import type { Hands } from '../support/hands.ts';
import { insideOf } from '../support/inside-database.ts';
import type { Inside } from '../support/inside-database.ts';
import { startInside } from '../support/inside-playground.ts';
import type { InsideApp } from '../support/inside-playground.ts';
import * as steps from '../support/steps.ts';
import { aScheme } from './store/world.ts';

/** The other organisation's workspace. Its members have the same user ids as ours: ids are unique to a workspace. */
const otherTeam = 'T0OTHERORG';
const gone = 'That is no longer here';

let app: InsideApp;
let inside: Inside;
let database: Database;
let store: RapportStore;
let otherId: string;
let theirs: Hands;
let ours: Hands;
let subjects: readonly { readonly kind: string; readonly id: string }[];

beforeAll(async () => {
  app = await startInside();
  inside = await insideOf(app);
  ours = handsOn(app.playground);
  theirs = handsOn(app.playground, otherTeam);
  const { client } = app;
  const { as } = client;
  await steps.ask(client, as('rohan'));
  await steps.putTo(client, as('helen'), 'rohan', ['bola', 'kwame']);
  await steps.accept(as('bola'), 'rohan');
  await steps.ask(client, as('lukasz'));
  await steps.putTo(client, as('helen'), 'lukasz', ['kwame']);

  database = await openDatabase({ url: app.databaseUrl });
  store = createStore({ database, keys: parseKeys(readFileSync(join(app.dataDir, 'keys'), 'utf8').trim()) });
  otherId = await store.ensureOrganisation({
    name: 'Eastmere Hospital',
    zone: 'Europe/London',
    workspaces: [{ platform: 'slack', externalId: otherTeam }],
  });
  const people = await Promise.all(roster.people.filter(({ platform }) => platform === 'slack').map(member));
  await store.ensureScheme(otherId, { ...aScheme({ name: 'Eastmere Mentoring' }), coordinatorIds: people });

  const found: { kind: string; id: string }[] = [];
  for (const kind of ['request', 'proposal', 'relationship', 'meeting', 'scheme', 'person']) {
    const rows = await inside.query<{ id: string }>(`select id from ${kind} where organisation_id = $1`, [
      inside.organisationId,
    ]);
    found.push(...rows.map(({ id }) => ({ kind, id })));
  }
  subjects = found;
}, 60_000);

afterAll(async () => {
  await database.close();
  await inside.close();
  await app.stop();
});

/** Somebody of the other organisation, with an id that somebody of ours has too. */
async function member({ userId, name }: RosterPerson): Promise<string> {
  const account = { platform: 'slack', externalId: otherTeam, account: userId };
  const profile = { externalId: userId, name: `Other ${name}` };
  const address = { team: otherTeam, user: userId };
  return (await store.keepProfile(otherId, account, profile, address)).id;
}

function someone(id: string): RosterPerson {
  const person = roster.people.find((one) => one.id === id);
  if (person === undefined) throw new Error(`Nobody in the roster is called ${id}`);
  return person;
}

const traces = ['inbox', 'account', 'data_key', 'drain', 'reference'];

describe('the other organisation’s coordinator, who has the user id of ours,', () => {
  const helen = someone('helen');

  test.each(registry.dialogs.map(({ name, subject, actions }) => ({ name, subject, actions })))(
    'finds nothing behind our references to $name',
    async ({ name, subject, actions }) => {
      const before = await inside.digest(traces);
      for (const { id } of subjects.filter(({ kind }) => kind === subject).slice(0, 2)) {
        for (const action of Object.keys(actions)) {
          const reference = await inside.mint({ dialog: name, action, subject: id });
          expect((await theirs.press(helen, reference)).shown, action).toContain(gone);
          expect((await theirs.submit(helen, reference, { time: '0' })).shown, action).toContain(gone);
        }
      }
      expect(await inside.digest(traces)).toEqual(before);
    },
  );

  test('finds nothing behind a reference of their own that names our rows, should one ever be made', async () => {
    const before = await inside.digest(traces);
    for (const { kind, id } of subjects) {
      const dialog = registry.dialogs.find(({ subject }) => subject === kind);
      const action = Object.entries(dialog?.actions ?? {}).find(([, { type }]) => type === 'press')?.[0];
      if (dialog === undefined || action === undefined) continue;
      const target: Target = { dialog: dialog.name, action, subject: id };
      const [reference] = await store.transact(otherId, (tx) => tx.mintReferences([target]));
      expect(reference).toBe(referenceTo(otherId, target));
      expect((await theirs.press(helen, reference ?? '')).shown, kind).toContain(gone);
    }
    expect(await inside.digest(traces)).toEqual(before);
  });

  test('cannot name people of ours in a form, nor find them by typing a name', async () => {
    const self = await personIn(otherId, helen);
    const [reference] = await store.transact(otherId, (tx) =>
      tx.mintReferences([{ dialog: 'ask', action: 'start', subject: self }]),
    );
    const answers = { ...(await rawAnswers()), inMind: await inside.personId('bola') };
    const { shown } = await theirs.submit(helen, reference ?? '', answers);
    expect(shown).toMatch(/could not be found/);
    const conflicts = [await inside.personId('bola')];
    const other = await theirs.submit(helen, reference ?? '', { ...(await rawAnswers()), conflicts });
    expect(other.shown).toMatch(/could not be found/);
    expect(await inside.query('select id from request where organisation_id = $1', [otherId])).toEqual([]);

    for (const typed of ['Bola', 'bola@example.org', '', '%', '_']) {
      const suggested = await suggestions(otherTeam, helen, typed);
      expect(suggested).not.toMatch(/"Dr Bola|Priya/);
    }
    expect(await suggestions(otherTeam, helen, 'Bola')).toContain('Other Dr Bola');
  });

  test('is not told who is who: a workspace that nobody installed gets one kind sentence', async () => {
    const nobody = handsOn(app.playground, 'T0NOBODY');
    const reference = await inside.mint({ dialog: 'desk', action: 'help', subject: subjects[0]?.id ?? '' });
    expect((await nobody.press(helen, reference)).shown).toContain('Rapport is not set up here yet');
  });
});

describe('our own people', () => {
  test('are not the other organisation’s: what they may do here, they still may', async () => {
    const { as } = app.client;
    await as('helen').type('/mentor admin');
    const desk = JSON.stringify(await as('helen').screen());
    expect(desk).toContain('Meadowbank Mentoring: the desk');
    expect(desk).not.toContain('Eastmere');
    await steps.accept(as('kwame'), 'lukasz');
    await as('lukasz').sees(/You have a mentor/);
  });

  test('cannot use what belongs to the other organisation either', async () => {
    const [scheme] = await inside.query<{ id: string }>('select id from scheme where organisation_id = $1', [
      otherId,
    ]);
    const target = { dialog: 'scheme-desk', action: 'settings', subject: scheme?.id ?? '' };
    const [reference] = await store.transact(otherId, (tx) => tx.mintReferences([target]));
    for (const id of ['helen', 'grace', 'amara'])
      expect((await ours.press(someone(id), reference ?? '')).shown).toContain(gone);
  });

  test('of another tenant are turned away at the door of Teams', async () => {
    const { teams } = app.playground;
    const activity = teams.delivery.sent.find(({ activity: one }) => one['type'] === 'message')?.activity;
    const before = await inside.digest(['drain']);
    for (const tenant of ['00000000-0000-4000-8000-00000000beef', '', 'T0OTHERORG', '*']) {
      const sent = await teams.delivery.message({
        ...activity,
        id: `forged-${tenant}`,
        conversation: { ...(activity?.['conversation'] as object), tenantId: tenant },
        channelData: { tenant: { id: tenant } },
      });
      expect(sent.result.outcome === 'answered' && sent.result.status, tenant).toBe(403);
    }
    expect(await inside.digest(['drain'])).toEqual(before);
  });
});

test('all this failed nowhere inside', () => {
  expect(app.log.filter(({ type }) => type === 'turn_failed' || type === 'carrier_error')).toEqual([]);
});

async function personIn(organisationId: string, { userId }: RosterPerson): Promise<string> {
  const { person_id } = await inside.one<{ person_id: string }>(
    'select person_id from account where organisation_id = $1 and external_id = $2',
    [organisationId, userId],
  );
  return person_id;
}

async function rawAnswers() {
  const day = await steps.dayIn(app.client, 14);
  return {
    areas: ['leadership'],
    date1: day,
    time1: '12:30',
    date2: day,
    time2: '13:30',
    date3: day,
    time3: '14:30',
    place: 'any',
    lineManager: 'told',
  };
}

/** What a person picker offers, as Slack asks for it. */
async function suggestions(team: string, person: RosterPerson, typed: string): Promise<string> {
  const { slack } = app.playground;
  const sent = await slack.delivery.interaction({
    type: 'block_suggestion',
    user: { id: person.userId, username: person.id, name: person.id, team_id: team },
    api_app_id: slack.workspace.appId,
    token: 'not-the-signature',
    team: { id: team, domain: 'other' },
    container: { type: 'view', view_id: 'V1' },
    action_id: 'person.1',
    block_id: 'inMind',
    value: typed,
    // No two requests are alike, or the second would be taken for a replay of the first.
    view: { id: 'V1', type: 'modal', callback_id: 'form', hash: randomUUID() },
  });
  return sent.result.outcome === 'answered' ? sent.result.body : '';
}

/** Whoever does not belong to the organisation, or does no longer, is nobody to us: not made known, not found, not served. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roster } from '../../adapters/playground/roster.ts';
import { readDirectory } from '../../src/engine/directory.ts';
import type { ChatPort } from '../../src/engine/ports.ts';
import type { Profile } from '../../src/engine/terms.ts';
import { noLog } from '../../src/log.ts';
import { openDatabase } from '../../src/store/database.ts';
import { parseKeys } from '../../src/store/keys.ts';
import { createStore } from '../../src/store/store.ts';
import { handsOn } from '../support/hands.ts';
import type { Hands } from '../support/hands.ts';
import { insideOf } from '../support/inside-database.ts';
import type { Inside } from '../support/inside-database.ts';
import { startInside } from '../support/inside-playground.ts';
import type { InsideApp } from '../support/inside-playground.ts';

let app: InsideApp;
let inside: Inside;
let hands: Hands;

beforeAll(async () => {
  app = await startInside();
  inside = await insideOf(app);
  hands = handsOn(app.playground);
}, 60_000);

afterAll(async () => {
  expect(app.log.filter(({ type }) => type === 'turn_failed')).toEqual([]);
  await inside.close();
  await app.stop();
});

function someone(id: string) {
  const person = roster.people.find((one) => one.id === id);
  if (person === undefined) throw new Error(`Nobody in the roster is called ${id}`);
  return person;
}

async function people(): Promise<number> {
  return (await inside.query('select from person')).length;
}

describe('somebody who does not belong', () => {
  test.each(['U0UNKNOWN', 'U0HELEN000\0', '\0'])(
    'whom Slack does not know (%j), becomes nobody of ours',
    async (user) => {
      const before = await people();
      const { slack } = app.playground;
      const sent = await slack.delivery.command({
        team_id: slack.workspace.teamId,
        user_id: user,
        channel_id: 'D0UNKNOWN',
        command: '/mentor',
        text: 'help',
        trigger_id: `unknown.${JSON.stringify(user)}`,
      });
      expect(sent.result.outcome === 'answered' && sent.result.body).toContain(
        'Rapport is for members of this organisation',
      );
      expect(await people()).toBe(before);
    },
  );

  test('whom Teams does not know, becomes nobody of ours, whatever name they come under', async () => {
    const before = await people();
    const userId = '29:unknown';
    const aadObjectId = '00000000-0000-4000-a000-00000000dead';
    const stranger = { ...someone('sian'), id: 'nobody', userId, aadObjectId, name: 'Dr Siân Prydderch' };
    const help = await inside.mint({
      dialog: 'desk',
      action: 'help',
      subject: await inside.personId('sian'),
    });
    const { shown } = await hands.submit(stranger, help, {});
    expect(shown).toContain('Rapport is for members of this organisation');
    expect(await people()).toBe(before);
  });

  test('is found by no name, whatever is typed into a picker', async () => {
    const { teams } = app.playground;
    await app.client.as('sian').type('help');
    const typed = teams.delivery.sent.findLast(({ activity }) => activity['type'] === 'message')?.activity;
    for (const queryText of ['bola@\0', '\0', '%@', '\ud800@', "' or 1=1 --@"]) {
      const { answer } = await teams.delivery.invoke({
        ...typed,
        id: `search ${queryText}`,
        type: 'invoke',
        name: 'application/search',
        value: { queryText, dataset: 'people' },
      });
      expect(answer, queryText).toMatchObject({ statusCode: 200 });
      expect(JSON.stringify(answer)).not.toContain('Nobody');
    }
  });

  test('any more: the account of whoever has left is closed when the directory is read', async () => {
    const keys = parseKeys(readFileSync(join(app.dataDir, 'keys'), 'utf8').trim());
    const database = await openDatabase({ url: app.databaseUrl });
    const { userId: externalId, name } = someone('fiona');
    const leavers: readonly Profile[] = [
      { externalId, name, outsider: true },
      { externalId: 'U0NEVERSEEN', name: 'A bot', outsider: true },
    ];
    const workspace = { platform: 'slack', externalId: app.playground.slack.workspace.teamId };
    const port = {
      addressOf: () => ({}),
      people: async function* () {
        yield await Promise.resolve(leavers);
      },
    } as unknown as ChatPort; // reading a directory asks it for nothing else
    const store = createStore({ database, keys });
    expect(await readDirectory({ store, log: noLog }, port, inside.organisationId, workspace)).toBe(0);
    expect(await store.findPeople(inside.organisationId, 'Featherstonehaugh', 5)).toEqual([]);
    expect(
      await store.findPerson(inside.organisationId, { ...workspace, account: externalId }),
    ).toBeUndefined();
    await database.close();
  });
});

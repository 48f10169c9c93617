/** A scheme beyond any that we know of: ten thousand mentors, and a thousand people who wait. */

import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { queueCard } from '../../../src/dialogs/desk-cards.ts';
import { triageCard } from '../../../src/dialogs/triage-cards.ts';
import type { RequestFacts, SchemeFacts } from '../../../src/mentoring/facts.ts';
import { rankCandidates } from '../../../src/mentoring/matching.ts';
import { plainCard } from '../../../src/ui/plain.ts';
import { aRequest, aWorld, anOffer, anOrganisation, insert, noon } from './world.ts';
import type { Organisation, World } from './world.ts';

const mentors = 10_000;
const waiting = 1_000;

let world: World;
let organisation: Organisation;
let coordinator: string;
let schemeId: string;
let requestId: string;
beforeAll(async () => {
  world = await aWorld(1);
  organisation = await anOrganisation(world);
  coordinator = await organisation.person('Cora Sampleton');
  const mentee = await organisation.person('Mina Hart');
  const mentor = await organisation.person('Ines Moor');
  const { id } = await organisation.scheme({ coordinatorIds: [coordinator] });
  schemeId = id;
  const offer = anOffer(id, mentor, { areas: ['rotas'], capacity: 3 });
  const request = aRequest(id, mentee, { areas: ['rotas'] });
  requestId = request.id;
  await organisation.apply(insert('offer', offer), insert('request', request));
  await copies(offer.id, await people(mentors - 1));
  const others = await people(waiting - 1);
  await organisation.apply(...others.map((other) => insert('request', aRequest(id, other))));
  await world.admin.query('analyze');
}, 60_000);
afterAll(() => world.close());

async function people(count: number): Promise<readonly string[]> {
  const { rows } = await world.admin.query<{ id: string }>(
    `insert into person (organisation_id, id, name, search_name, zone)
     select $1, gen_random_uuid(), 'Dr Example ' || n, 'dr example ' || n, 'Europe/London'
     from generate_series(1, $2::int) n returning id`,
    [organisation.id, count],
  );
  return rows.map(({ id }) => id);
}

/** The same offer again and again, each time of somebody else, and in other areas. */
async function copies(offerId: string, personIds: readonly string[]): Promise<void> {
  await world.admin.query(
    `insert into offer
     select (jsonb_populate_record(one, jsonb_build_object(
       'id', gen_random_uuid(), 'person_id', mentor, 'areas', '{exams}'::text[]))).*
     from offer one, unnest($3::uuid[]) mentor where one.organisation_id = $1 and one.id = $2`,
    [organisation.id, offerId, personIds],
  );
}

/** What loading this asks of the database, and what came of it. */
async function loading(subject: string, id: string): Promise<{ facts: unknown; roundTrips: number }> {
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  try {
    const facts = await world.store.transact(organisation.id, (tx) =>
      tx.loadFacts(subject, id, coordinator, noon),
    );
    return { facts, roundTrips: spy.mock.calls.length };
  } finally {
    spy.mockRestore();
  }
}

test('one request is put before all of them with as few round trips as before ten', async () => {
  const { facts: loaded, roundTrips } = await loading('request', requestId);
  const facts = loaded as RequestFacts; // what is loaded for this subject
  expect(roundTrips).toBeLessThanOrEqual(6);
  expect(facts.pool).toHaveLength(mentors);
  const { top, rest } = rankCandidates(facts, noon);
  expect(top[0]?.name).toBe('Ines Moor');
  expect(top.length + rest.length).toBe(mentors);
  expect(plainCard(triageCard(facts, noon))).toContain('Ines Moor: Both name');
});

test('no portrait travels with the pool, and everything that ranks a mentor does', async () => {
  const facts = (await loading('request', requestId)).facts as RequestFacts; // as above
  const { rows } = await world.admin.query<{ portrait: string; likes_to_help: string }>(
    `select portrait, likes_to_help from offer where scheme_id = $1 and areas = '{rotas}'`,
    [schemeId],
  );
  const found = facts.pool.find(({ offer }) => offer.areas.includes('rotas'));
  expect(found?.offer).toMatchObject({ portrait: '', likesToHelp: rows[0]?.likes_to_help, capacity: 3 });
});

test('the desk shows who waits longest, and how many more there are', async () => {
  const { facts: loaded, roundTrips } = await loading('scheme', schemeId);
  const facts = loaded as SchemeFacts; // likewise
  expect(roundTrips).toBeLessThanOrEqual(6);
  const card = plainCard(queueCard(facts, { id: coordinator, zone: 'Europe/London' }, noon));
  expect(card).toContain(`${waiting - 10} more wait`);
  expect(card).toContain(`${mentors - 20} more mentors are not shown`);
});

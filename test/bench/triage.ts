/** One request put before a large pool of mentors: the facts from the store, and the ranking by itself. */

import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { connectPlainly } from '../../src/store/database.ts';
import type { RequestFacts, SchemeFacts } from '../../src/mentoring/facts.ts';
import { rankCandidates } from '../../src/mentoring/matching.ts';
import { queueCard } from '../../src/dialogs/desk-cards.ts';
import { triageCard } from '../../src/dialogs/triage-cards.ts';
import { median, ratios, sayRounds } from './figures.ts';
import { anOffer, aRequest, aScheme, insert, openPopulation } from './population.ts';
import { say, table } from './print.ts';
import type { Cell } from './print.ts';
import type { BenchServer } from './server.ts';

const pools = [1_000, 10_000];
const waiting = 1_000;
const rounds = 7;
const chunk = 500;

export async function benchTriage(server: BenchServer): Promise<void> {
  const population = await openPopulation(await server.migrated());
  const { store } = population;
  const rows: Cell[][] = [];
  for (const mentors of pools) {
    const { organisationId, requestId, coordinatorId, schemeId } = await aPoolOf(population, mentors);
    const load = (): Promise<unknown> =>
      store.transact(organisationId, (tx) => tx.loadFacts('request', requestId, coordinatorId, new Date()));
    const loadDesk = (): Promise<unknown> =>
      store.transact(organisationId, (tx) => tx.loadFacts('scheme', schemeId, coordinatorId, new Date()));
    const bare = new pg.Client({ connectionString: population.databaseUrl });
    await bare.connect();
    /** The pool and the names, row by row as they are, with the driver alone. */
    const plainly = async (): Promise<readonly object[]> => {
      const { rows: found } = await bare.query<object>(
        `select offer.*, person.name, person.zone from offer
         join person on person.organisation_id = offer.organisation_id and person.id = offer.person_id
         where offer.organisation_id = $1 and scheme_id = $2`,
        [organisationId, schemeId],
      );
      return found;
    };
    const facts = (await load()) as RequestFacts; // the facts of a request, which was just put there
    const desk = (await loadDesk()) as SchemeFacts; // likewise of its scheme
    const found = await plainly();
    const took = none();
    const cpu = none();
    for (let round = -1; round < rounds; round += 1) {
      const times = {
        load: await timed(load),
        plainly: await timed(plainly),
        rank: await timed(() => rankCandidates(facts, new Date())),
        sort: await timed(() => found.toSorted((one, other) => areasOf(other) - areasOf(one))),
        card: await timed(() => triageCard(facts, new Date())),
        loadDesk: await timed(loadDesk),
        desk: await timed(() => queueCard(desk, { id: coordinatorId, zone: 'Europe/London' }, new Date())),
      };
      if (round < 0) continue; // to warm up
      for (const part of parts) {
        took[part].push(times[part].ms);
        cpu[part].push(times[part].cpuMs);
      }
    }
    await bare.end();
    const pool = mentors.toLocaleString('en-GB');
    rows.push(
      [
        `${pool}: the facts`,
        median(took.load),
        median(cpu.load),
        'the rows with pg',
        median(took.plainly),
        sayRounds(ratios(took.load, took.plainly), 1),
      ],
      [
        `${pool}: the ranking`,
        median(took.rank),
        median(cpu.rank),
        'one sort',
        median(took.sort),
        sayRounds(ratios(took.rank, took.sort), 0),
      ],
      [`${pool}: the card, ranking included`, median(took.card), median(cpu.card), '', '', ''],
      [
        `${pool}: the desk’s facts, ${waiting.toLocaleString('en-GB')} waiting`,
        median(took.loadDesk),
        median(cpu.loadDesk),
        'the rows with pg',
        median(took.plainly),
        sayRounds(ratios(took.loadDesk, took.plainly), 1),
      ],
      [`${pool}: the desk’s card`, median(took.desk), median(cpu.desk), '', '', ''],
    );
  }
  say(
    'Triage',
    'What a coordinator waits for who looks at one request. A scheme of 10,000 mentors is beyond any that we know of.',
  );
  table(['Pool', 'ms', 'CPU ms', 'bare', 'bare ms', 'ratio (of rounds)'], rows);
  await population.close();
}

async function aPoolOf({ store, databaseUrl }: Awaited<ReturnType<typeof openPopulation>>, mentors: number) {
  const workspaces = [{ platform: 'slack', externalId: `T${mentors}` }];
  const organisationId = await store.ensureOrganisation({
    name: 'A large one',
    zone: 'Europe/London',
    workspaces,
  });
  const admin = await connectPlainly(databaseUrl);
  const people = Array.from({ length: mentors + waiting + 1 }, () => randomUUID());
  await admin.query(
    `insert into person (organisation_id, id, name, search_name, zone)
     select $1, id, 'Dr Sam Example ' || place, 'dr sam example ' || place, case when place % 10 = 0 then 'Asia/Kolkata' else 'Europe/London' end
     from unnest($2::uuid[]) with ordinality as one (id, place)`,
    [organisationId, people],
  );
  const [coordinatorId = ''] = people;
  const menteeIds = people.slice(1, waiting + 1);
  const mentorIds = people.slice(waiting + 1);
  const scheme = aScheme({ coordinatorIds: [coordinatorId] });
  const requests = menteeIds.map((id) => aRequest(scheme.id, id));
  const [request] = requests;
  if (request === undefined) throw new Error('Somebody waits');
  const offers = mentorIds.map((id, number) => insert('offer', anOffer(scheme.id, id, number)));
  await store.transact(organisationId, async (tx) => {
    await tx.apply([insert('scheme', scheme), ...requests.map((one) => insert('request', one))], new Date());
    for (let at = 0; at < offers.length; at += chunk)
      await tx.apply(offers.slice(at, at + chunk), new Date());
  });
  await admin.query('analyze');
  await admin.end();
  return { organisationId, requestId: request.id, coordinatorId, schemeId: scheme.id };
}

type Timed = { readonly ms: number; readonly cpuMs: number };

/** The processor time is that of this process: what the database takes is not in it. */
async function timed(work: () => unknown): Promise<Timed> {
  const began = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { ms: performance.now() - began, cpuMs: (user + system) / 1000 };
}

const parts = ['load', 'plainly', 'rank', 'sort', 'card', 'loadDesk', 'desk'] as const;

/** What was measured of each part, before anything was. */
function none(): Record<(typeof parts)[number], number[]> {
  return { load: [], plainly: [], rank: [], sort: [], card: [], loadDesk: [], desk: [] };
}

function areasOf(row: object): number {
  return 'areas' in row && Array.isArray(row.areas) ? row.areas.length : 0;
}

/** The benefits report of a year of fifty thousand pairs: how long it takes, and how long anybody else in the process waits. */

import { monitorEventLoopDelay } from 'node:perf_hooks';
import { sql } from 'kysely';
import { makeFigures } from '../../src/app/benefits-figures.ts';
import { benefitsPaper } from '../../src/documents/benefits-paper.ts';
import { makePdf } from '../../src/documents/pdf.ts';
import { benefitsOf } from '../../src/mentoring/benefits/items.ts';
import type { SurveyStage } from '../../src/mentoring/records/benefits.ts';
import { connectPlainly } from '../../src/store/database.ts';
import { numbersFrom } from '../support/assignments.ts';
import { aScheme, insert, openPopulation } from './population.ts';
import type { Population } from './population.ts';
import { say, table } from './print.ts';
import type { Cell } from './print.ts';
import type { BenchServer } from './server.ts';

const pairs = 50_000;
/** Of these so many have ended, and half of those more than six months ago. */
const ended = 20_000;
const meetingsEach = 4;
const year = '2025';
const batch = 500;

export async function benchBenefits(server: BenchServer): Promise<void> {
  const population = await openPopulation(await server.migrated());
  const { organisationId, schemeId } = await fill(population);
  const { inOrganisation } = population.store;
  const now = new Date('2026-02-01T12:00:00Z');
  const rows: Cell[][] = [];
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const cpu = process.cpuUsage();
    const began = performance.now();
    const result = await work();
    const { user, system } = process.cpuUsage(cpu);
    rows.push([
      name,
      (performance.now() - began) / 1000,
      (user + system) / 1e6,
      delay.percentile(99) / 1e6,
      delay.max / 1e6,
    ]);
    delay.disable();
    return result;
  };
  for (const [name, wish] of [
    ['figures of a year, one scheme', { schemeId, period: year }],
    ['figures of a year, the organisation', { period: year }],
    ['figures of a month, one scheme', { schemeId, period: `${year}-10` }],
  ] as const) {
    const made = await timed(name, () => makeFigures(inOrganisation, { organisationId, now, ...wish }));
    if (made.made !== 'new') throw new Error('Nothing was made of this before');
    const occasion = { scheme: 'Peer mentoring', madeAt: now, zone: 'Europe/London' };
    await timed(`its PDF`, async () =>
      makePdf(await benefitsPaper(made.figures, { occasion, period: wish.period })),
    );
  }
  say(
    'A benefits report',
    `${pairs} pairs, ${pairs * meetingsEach} meetings, ${2 * pairs + 2 * ended + ended} answers to surveys, all in one scheme. Pauses: how long a`,
    'timer of one millisecond came late in the process that makes it; its processor time, without that of the database.',
  );
  table(['Part', 's', 'CPU s', 'pause p99 ms', 'longest ms'], rows);
  await population.close();
}

async function fill(
  population: Population,
): Promise<{ readonly organisationId: string; readonly schemeId: string }> {
  const { store, databaseUrl } = population;
  const organisationId = await store.ensureOrganisation({
    name: 'A large organisation',
    zone: 'Europe/London',
    workspaces: [{ platform: 'slack', externalId: 'T0BENEFITS' }],
  });
  const scheme = aScheme();
  await store.transact(organisationId, (tx) => tx.apply([insert('scheme', scheme)], new Date()));
  const admin = await connectPlainly(databaseUrl);
  const at = `timestamptz '${year}-01-01' + n * interval '10 minutes'`;
  const common = `'${organisationId}'::uuid, md5($1 || n)::uuid`;
  for (const [table, prefix, columns, values] of [
    [
      'person',
      'person',
      'name, search_name, zone, grade',
      `'P ' || n, 'p ' || n, 'Europe/London', 'ST' || n % 8`,
    ],
    [
      'request',
      'request',
      'scheme_id, mentee_id, areas, words, line_manager, conflict_ids, times, place, state, asked_at, created_at, updated_at',
      `'${scheme.id}', md5('person' || 2 * n)::uuid, '{}', '', 'told', '{}', '[]', 'any', 'matched', ${at}, now(), now()`,
    ],
    [
      'relationship',
      'pair',
      'scheme_id, request_id, mentee_id, mentor_id, state, cadence_days, started_at, ended_at, ending, created_at, updated_at',
      `'${scheme.id}', md5('request' || n)::uuid, md5('person' || 2 * n)::uuid, md5('person' || (2 * n - 1))::uuid,
       case when n <= ${ended} then 'ended' else 'active' end, 28, ${at} + interval '5 days',
       case when n <= ${ended} then ${at} + interval '120 days' end, case when n <= ${ended} then 'natural' end, now(), now()`,
    ],
  ] as const)
    await admin.query(
      `insert into ${table} (organisation_id, id, ${columns})
       select ${common}, ${values} from generate_series(1, ${table === 'person' ? 2 * pairs : pairs}) n`,
      [prefix],
    );
  await admin.query(
    `insert into meeting (organisation_id, id, relationship_id, start_date, start_time, start_zone, minutes, place,
       booked_by_id, state, sequence, settled_at, created_at, updated_at)
     select '${organisationId}', gen_random_uuid(), md5('pair' || n)::uuid, (${at})::date + 14 * m, '12:00', 'Europe/London', 60,
       'video', md5('person' || 2 * n)::uuid, 'met', 0, ${at} + m * interval '14 days', now(), now()
     from generate_series(1, ${pairs}) n, generate_series(1, ${meetingsEach}) m`,
  );
  await answers(population, organisationId, admin);
  await admin.query('analyze');
  await admin.end();
  return { organisationId, schemeId: scheme.id };
}

type Admin = Awaited<ReturnType<typeof connectPlainly>>;

const stagesOf = (n: number): readonly SurveyStage[] =>
  n > ended ? ['start'] : n > ended / 2 ? ['start', 'end'] : ['start', 'end', 'later'];

/** Sealed under the key of each person, as they really are. */
async function answers({ store }: Population, organisationId: string, admin: Admin): Promise<void> {
  const { rows } = await admin.query<{ n: number; pair: string; mentee: string; mentor: string }>(
    `select n, md5('pair' || n)::uuid as pair, md5('person' || 2 * n)::uuid as mentee, md5('person' || (2 * n - 1))::uuid as mentor
     from generate_series(1, ${pairs}) n`,
  );
  const random = numbersFrom(7);
  for (let from = 0; from < rows.length; from += batch) {
    const some = rows.slice(from, from + batch);
    await store.inOrganisation(organisationId, async ({ trx, vault }) => {
      const people = some.flatMap(({ mentee, mentor }) => [mentee, mentor]);
      await vault.prepare(people.map((id) => ({ kind: 'person', id })));
      const all = some.flatMap(({ n, pair, mentee, mentor }) =>
        stagesOf(n).flatMap((stage) =>
          (
            [
              [mentee, 'mentee'],
              [mentor, 'mentor'],
            ] as const
          ).map(([personId, side]) => {
            const id = crypto.randomUUID();
            const given = benefitsOf(side).map(({ value }) => [value, 1 + Math.floor(random() * 5)]);
            const minutes = n * 10 + (stage === 'start' ? 0 : stage === 'end' ? 121 * 1440 : 300 * 1440);
            return {
              id,
              pair,
              personId,
              stage,
              minutes,
              sealed: vault.seal(
                { kind: 'person', id: personId },
                JSON.stringify(Object.fromEntries(given)),
                {
                  table: 'benefit_survey',
                  column: 'answers',
                  rowId: id,
                },
              ),
            };
          }),
        ),
      );
      const values = all.map(
        ({ id, pair, personId, stage, minutes, sealed }) =>
          sql`(${organisationId}::uuid, ${id}::uuid, ${pair}::uuid, ${personId}::uuid, ${stage},
            ${`${year}-01-01`}::timestamptz + ${minutes}::int * interval '1 minute',
            ${`${year}-01-02`}::timestamptz + ${minutes}::int * interval '1 minute', ${sealed}::bytea, now(), now())`,
      );
      await sql`
        insert into benefit_survey (organisation_id, id, relationship_id, person_id, stage, asked_at, answered_at, answers,
          created_at, updated_at)
        values ${sql.join(values)}`.execute(trx);
    });
  }
}

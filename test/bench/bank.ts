/** Somebody looks for a mentor in the bank of a scheme of 10,000: how long each look takes, the database included. */

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { connectPlainly } from '../../src/store/database.ts';
import { loadFacts } from '../../src/store/facts.ts';
import { cpuMs } from './cpu.ts';
import { median } from './figures.ts';
import { anOffer, aRequest, aScheme, insert, openPopulation } from './population.ts';
import type { Population } from './population.ts';
import { say, table } from './print.ts';
import type { Cell } from './print.ts';
import type { BenchServer } from './server.ts';

const mentors = 10_000;
const rounds = 9;
const chunk = 500;

/** What somebody looks for, as the controls of the bank carry it. */
const looks: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'everybody, the first page': {},
  'everybody, page 800': { page: '799' },
  'one area': { areas: 'exams-arcp' },
  'two areas, by video': { areas: 'exams-arcp,balance', place: 'video' },
  'two areas, page 300': { areas: 'exams-arcp,balance', page: '299' },
  'two areas and a word': { areas: 'exams-arcp,balance', words: 'anaesthetist' },
  'a word that nobody says': { words: 'zebra' },
};

export async function benchBank(server: BenchServer): Promise<void> {
  const population = await openPopulation(await server.migrated());
  const { store } = population;
  const { organisationId, schemeId, askerId } = await aBankOf(population);
  const rows: Cell[][] = [];
  for (const [name, args] of Object.entries(looks)) {
    const took: number[] = [];
    const cpu: number[] = [];
    const databaseCpu: number[] = [];
    for (let round = -1; round < rounds; round += 1) {
      const theirs = await store.inOrganisation(organisationId, async (scope) => {
        const { rows: sessions } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(
          scope.trx,
        );
        const pid = sessions[0]?.pid ?? 0;
        const databaseBefore = cpuMs(pid) ?? Number.NaN;
        const before = process.cpuUsage();
        const began = performance.now();
        await loadFacts(scope, 'bank', schemeId, askerId, new Date(), args);
        const ms = performance.now() - began;
        const { user, system } = process.cpuUsage(before);
        return { ms, ours: (user + system) / 1000, database: (cpuMs(pid) ?? Number.NaN) - databaseBefore };
      });
      if (round < 0) continue; // to warm up
      took.push(theirs.ms);
      cpu.push(theirs.ours);
      databaseCpu.push(theirs.database);
    }
    rows.push([name, median(took), median(cpu), median(databaseCpu)]);
  }
  say(
    'The bank',
    `What somebody waits for who looks among ${mentors.toLocaleString('en-GB')} mentors, and how much of it is work: of the app, and of the database.`,
  );
  table(['Look', 'ms', 'CPU ms', 'database CPU ms'], rows);
  await population.close();
}

/** All have done the one module that is asked for, a fifth is full, and one in a hundred would rather not. */
async function aBankOf({ store, databaseUrl }: Population) {
  const organisationId = await store.ensureOrganisation({
    name: 'A large bank',
    zone: 'Europe/London',
    workspaces: [{ platform: 'slack', externalId: 'TBANK' }],
  });
  const admin = await connectPlainly(databaseUrl);
  const [askerId = '', ...mentorIds] = Array.from({ length: mentors + 1 }, () => randomUUID());
  await admin.query(
    `insert into person (organisation_id, id, name, search_name, zone)
     select $1, id, 'Dr Sam Example ' || place, 'dr sam example ' || place, 'Europe/London'
     from unnest($2::uuid[]) with ordinality as one (id, place)`,
    [organisationId, [askerId, ...mentorIds]],
  );
  const scheme = aScheme({
    coordinatorIds: [],
    matching: ['bank', 'coordinator'],
    modules: [
      {
        value: 'skills',
        label: 'Skills',
        about: 'Online',
        who: 'mentor',
        confirmedBy: 'self',
        validMonths: 24,
      },
    ],
  });
  const busy = mentorIds.filter((_, number) => number % 5 === 0);
  const requests = busy.map(() => aRequest(scheme.id, askerId, { state: 'matched' }));
  const doneOn = new Date(Date.now() - 90 * 86_400_000).toISOString().slice(0, 10);
  const changes = mentorIds.flatMap((id, number) => [
    insert('offer', anOffer(scheme.id, id, number)),
    insert('training', { id: randomUUID(), schemeId: scheme.id, personId: id, module: 'skills', doneOn }),
    ...(number % 100 === 0 ? [insert('block', { id: randomUUID(), blockerId: id, blockedId: askerId })] : []),
  ]);
  changes.push(
    ...requests.flatMap((request, number) => [
      insert('request', request),
      insert('relationship', {
        id: randomUUID(),
        schemeId: scheme.id,
        requestId: request.id,
        menteeId: askerId,
        mentorId: busy[number] ?? '',
        state: 'active',
        cadenceDays: 28,
        startedAt: new Date(),
      }),
    ]),
  );
  await store.transact(organisationId, async (tx) => {
    await tx.apply([insert('scheme', scheme)], new Date());
    for (let at = 0; at < changes.length; at += chunk)
      await tx.apply(changes.slice(at, at + chunk), new Date());
  });
  await admin.query('analyze');
  await admin.end();
  return { organisationId, schemeId: scheme.id, askerId };
}

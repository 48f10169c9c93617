/** What a benefits report is counted from: by month, of what every coordinator may know, without what was erased. */

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeFigures } from '../../../src/app/benefits-figures.ts';
import type { Made } from '../../../src/app/benefits-figures.ts';
import type { BenefitsReport } from '../../../src/mentoring/benefits/report.ts';
import type { BenefitAnswer, SurveyStage } from '../../../src/mentoring/records/benefits.ts';
import { readReport } from '../../../src/store/benefits-reports.ts';
import { forgetDetails } from '../../../src/store/expected.ts';
import {
  aMeeting,
  anOffer,
  anOrganisation,
  aProposal,
  aRecord,
  aRelationship,
  aRequest,
  aWorld,
  insert,
} from './world.ts';
import type { Organisation, World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const now = new Date('2026-12-01T12:00:00Z');
const day = (text: string): Date => new Date(`${text}T12:00:00Z`);

async function figures(
  organisation: Organisation,
  schemeId: string | undefined,
  period: string,
): Promise<BenefitsReport> {
  const made: Made = await makeFigures(world.store.inOrganisation, {
    organisationId: organisation.id,
    schemeId,
    period,
    now,
  });
  if (made.made === 'not-over') throw new Error('It is over');
  return made.figures;
}

type PairOf = Readonly<{ mentee: string; mentor: string; relationshipId: string }>;

async function aScene(pairs: number, coordinatorName = 'Cora Vale') {
  const organisation = await anOrganisation(world);
  const coordinator = await organisation.person(coordinatorName);
  const scheme = await organisation.scheme({ coordinatorIds: [coordinator] });
  const made: PairOf[] = [];
  for (let index = 0; index < pairs; index += 1)
    made.push(await aPairIn(organisation, scheme.id, coordinator, index));
  return { organisation, coordinator, scheme, pairs: made };
}

/** Asked on 1 June, put to a mentor on the 3rd, matched on the 6th, met on the 16th, ended on 10 September. */
async function aPairIn(
  organisation: Organisation,
  schemeId: string,
  coordinator: string,
  index: number,
): Promise<PairOf> {
  const mentee = await organisation.person(`Mentee ${index}`);
  const mentor = await organisation.person(`Mentor ${index}`);
  const request = aRequest(schemeId, mentee, { state: 'matched', askedAt: day('2026-06-01') });
  const relationship = aRelationship(schemeId, request.id, mentee, mentor, {
    startedAt: day('2026-06-06'),
    state: 'ended',
    endedAt: day('2026-09-10'),
    ending: 'natural',
  });
  const meeting = aMeeting(relationship.id, mentor, {
    start: { date: '2026-06-16', time: '12:00', zone: 'Europe/London' },
    state: 'met',
    minutes: 60,
    heldMinutes: 90,
    settledAt: day('2026-06-17'),
  });
  await organisation.apply(
    insert('offer', anOffer(schemeId, mentor)),
    insert('request', request),
    insert(
      'proposal',
      aProposal(request.id, mentor, coordinator, { state: 'accepted', sentAt: day('2026-06-03') }),
    ),
    insert('relationship', relationship),
    insert('meeting', meeting),
    insert('sessionRecord', aRecord(meeting, mentee, { useful: 4, writtenAt: day('2026-06-18') })),
  );
  return { mentee, mentor, relationshipId: relationship.id };
}

function answered(
  { relationshipId, mentee }: PairOf,
  stage: SurveyStage,
  on: string,
  answers: Readonly<Record<string, BenefitAnswer>>,
) {
  return insert('benefitSurvey', {
    id: randomUUID(),
    relationshipId,
    personId: mentee,
    stage,
    askedAt: day(on),
    answeredAt: day(on),
    answers,
  });
}

describe('a month', () => {
  test('counts what happened in it, and how long people had waited', async () => {
    const { organisation, scheme } = await aScene(12);
    const june = await figures(organisation, scheme.id, '2026-06');
    expect(june.counts).toMatchObject({
      requests: { is: 'exact', n: 12 },
      matched: { is: 'exact', n: 12 },
      met: { is: 'exact', n: 12 },
      ended: { is: 'exact', n: 0 },
    });
    expect(june.hours).toBe(18);
    expect(june.useful).toEqual({ count: { is: 'exact', n: 12 }, mean: 4 });
    expect(june.waits).toMatchObject({
      proposed: { median: 2 },
      accepted: { median: 5 },
      met: { median: 10 },
    });
    expect((await figures(organisation, scheme.id, '2026-09')).counts.ended).toEqual({ is: 'exact', n: 12 });
  });

  test('that still runs has no report', async () => {
    const { organisation, scheme } = await aScene(0);
    const wish = { organisationId: organisation.id, schemeId: scheme.id, period: '2026-12', now };
    expect(await makeFigures(world.store.inOrganisation, wish)).toEqual({ made: 'not-over' });
  });
});

describe('answers', () => {
  test('are compared with what the same person answered at the start', async () => {
    const { organisation, scheme, pairs } = await aScene(6);
    await organisation.apply(
      ...pairs.flatMap((pair) => [
        answered(pair, 'start', '2025-06-07', { culture: 2, skills: 'cannot-say' }),
        answered(pair, 'end', '2025-09-12', { culture: 4, skills: 5 }),
      ]),
    );
    const report = await figures(organisation, scheme.id, '2025');
    const [culture, skills] = ['culture', 'skills'].map((value) =>
      report.benefits.find((one) => one.value === value && one.stage === 'end'),
    );
    expect(culture).toMatchObject({
      count: { is: 'exact', n: 6 },
      mean: 4,
      compared: { people: 5, before: 2, now: 4, better: 100 },
    });
    // Nobody could say at the start.
    expect(skills).toEqual({ value: 'skills', stage: 'end', count: { is: 'exact', n: 6 }, mean: 5 });
  });

  test('of somebody who had them erased are counted no more', async () => {
    const { organisation, scheme, pairs } = await aScene(6);
    await organisation.apply(...pairs.map((pair) => answered(pair, 'end', '2026-09-12', { culture: 4 })));
    const [gone] = pairs;
    await world.store.erase(organisation.id, { kind: 'person', id: gone?.mentee ?? '' }, now);
    const report = await figures(organisation, scheme.id, '2026-09');
    expect(report.benefits.find((one) => one.value === 'culture' && one.stage === 'end')?.count).toEqual({
      is: 'exact',
      n: 5,
    });
  });

  test('cannot be read by whoever has the database alone', async () => {
    const { organisation, pairs } = await aScene(1);
    const [pair] = pairs;
    if (pair === undefined) throw new Error('It was made');
    await organisation.apply(answered(pair, 'end', '2026-09-12', { confidence: 1 }));
    const { rows } = await world.admin.query<{ row: string }>(
      'select benefit_survey::text as row from benefit_survey where organisation_id = $1',
      [organisation.id],
    );
    expect(rows.map(({ row }) => row).join()).not.toContain('confidence');
  });
});

test('nobody is counted whom a coordinator manages: from what is missing at their desk they would know', async () => {
  const { organisation, scheme, coordinator, pairs } = await aScene(7);
  const [managed, above] = pairs;
  if (managed === undefined || above === undefined) throw new Error('They were made');
  const between = await organisation.person('Middle Manager');
  await organisation.apply(
    insert('reportingLine', {
      id: randomUUID(),
      personId: managed.mentee,
      managerId: coordinator,
      kind: 'line-manager',
    }),
    insert('reportingLine', {
      id: randomUUID(),
      personId: above.mentor,
      managerId: between,
      kind: 'line-manager',
    }),
    insert('reportingLine', {
      id: randomUUID(),
      personId: between,
      managerId: coordinator,
      kind: 'line-manager',
    }),
  );
  const { counts } = await figures(organisation, scheme.id, '2026-06');
  expect(counts.requests).toEqual({ is: 'exact', n: 6 });
  // Of another pair the coordinator is above the mentor.
  expect(counts.matched).toEqual({ is: 'exact', n: 5 });
});

test('a report is for the coordinators of its scheme, and the whole for whoever coordinates all', async () => {
  const { organisation, scheme, coordinator } = await aScene(0);
  const other = await organisation.person('Otto Lund');
  const second = await organisation.scheme({ name: 'Consultants', coordinatorIds: [coordinator, other] });
  const kept = async (schemeId?: string): Promise<string> => {
    const id = randomUUID();
    const report = await figures(organisation, schemeId, '2026-06');
    await organisation.apply(
      insert('benefitsReport', {
        id,
        period: '2026-06',
        figures: report,
        madeAt: now,
        ...(schemeId !== undefined && { schemeId }),
      }),
    );
    return id;
  };
  const [first, theirs, whole] = [await kept(scheme.id), await kept(second.id), await kept()];
  const mayRead = async (id: string, person: string): Promise<boolean> =>
    (await world.store.inOrganisation(organisation.id, (scope) => readReport(scope, id, person))) !==
    undefined;
  expect(await Promise.all([first, theirs, whole].map((id) => mayRead(id, coordinator)))).toEqual([
    true,
    true,
    true,
  ]);
  expect(await Promise.all([first, theirs, whole].map((id) => mayRead(id, other)))).toEqual([
    false,
    true,
    false,
  ]);
});

test('whoever has what they wrote erased is not asked any more, and is sent no report', async () => {
  const { organisation, coordinator, scheme, pairs } = await aScene(1);
  const [pair] = pairs;
  if (pair === undefined) throw new Error('It was made');
  const { mentee, relationshipId } = pair;
  await world.store.transact(organisation.id, (tx) =>
    tx.changeTimers(
      [
        {
          timer: 'set',
          key: `benefits:${relationshipId}:later:${mentee}`,
          to: { dialog: 'benefit-survey', action: 'ask', subject: relationshipId },
          at: day('2027-03-10'),
          nudge: { person: mentee, asked: day('2027-03-10') },
        },
      ],
      now,
    ),
  );
  await organisation.apply(
    insert('benefitsOrder', { id: randomUUID(), personId: coordinator, schemeId: scheme.id, every: 'year' }),
  );
  for (const id of [mentee, coordinator])
    await world.store.inOrganisation(organisation.id, (scope) => forgetDetails(scope, id));
  const { rows } = await world.admin.query<{ timers: number; orders: number }>(
    `select (select count(*)::int from timer where organisation_id = $1 and state = 'pending') as timers,
      (select count(*)::int from benefits_order where organisation_id = $1) as orders`,
    [organisation.id],
  );
  expect(rows).toEqual([{ timers: 0, orders: 0 }]);
});

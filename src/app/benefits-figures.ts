/** Makes the figures of a benefits report: counted by the database, answers opened in small steps, small numbers taken out. */

import type { Progress } from '../engine/ports.ts';
import { isOver } from '../mentoring/benefits/period.ts';
import type { Period } from '../mentoring/benefits/period.ts';
import { organisationReport, schemeReport } from '../mentoring/benefits/report.ts';
import type { BeforeAndNow, BenefitsReport, Line, SchemeTallies } from '../mentoring/benefits/report.ts';
import type { Tally } from '../mentoring/benefits/small-numbers.ts';
import { monthsOf } from '../mentoring/benefits/period.ts';
import { answersIn } from '../store/benefits-answers.ts';
import type { Answered } from '../store/benefits-answers.ts';
import { findReport } from '../store/benefits-reports.ts';
import { countedTallies, pairsThatAnswered } from '../store/benefits-tallies.ts';
import type { InOrganisation, Scope } from '../store/scope.ts';

export type ReportWish = {
  readonly organisationId: string;
  /** Absent for the whole organisation. */
  readonly schemeId?: string | undefined;
  readonly period: Period;
  readonly now: Date;
};

/** `known`: the report that was made of this before. `not-over`: its period still runs. */
export type Made =
  | { readonly made: 'known'; readonly id: string; readonly figures: BenefitsReport }
  | { readonly made: 'new'; readonly figures: BenefitsReport }
  | { readonly made: 'not-over' };

export type Doing = {
  readonly report?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
};

export async function makeFigures(
  inOrganisation: InOrganisation,
  wish: ReportWish,
  { report, signal }: Doing = {},
): Promise<Made> {
  const { organisationId, schemeId, period, now } = wish;
  const begun = await inOrganisation(organisationId, async (scope) => {
    const zone = await zoneOf(scope);
    if (!isOver(period, now, zone)) return 'not-over';
    const known = await findReport(scope, { schemeId, period });
    if (known !== undefined) return known;
    const about = { schemeIds: await schemesIn(scope, schemeId), period, zone };
    const tallies = await countedTallies(scope, about);
    return { about, tallies, schemeOf: await pairsThatAnswered(scope, about) };
  });
  if (begun === 'not-over') return { made: 'not-over' };
  if ('id' in begun) return { made: 'known', ...begun };

  const { about, tallies, schemeOf } = begun;
  const counters = new Map(
    [...tallies].map(([id, counted]) => [id, answerCounter(counted, period)] as const),
  );
  const total = schemeOf.size;
  let done = 0;
  for await (const { pairs, answered } of answersIn(inOrganisation, organisationId, about, schemeOf)) {
    signal?.throwIfAborted();
    for (const one of answered) counters.get(one.schemeId)?.take(one);
    done += pairs;
    report?.({ doing: 'Counting the answers', done, total });
  }
  const all = [...counters.values()].map((counter) => counter.result());
  const [only] = all;
  return {
    made: 'new',
    figures: schemeId !== undefined && only !== undefined ? schemeReport(only) : organisationReport(all),
  };
}

/** Of a whole organisation, all but directed schemes: nothing of those is told to anybody but their own coordinators. */
async function schemesIn(
  { trx, organisationId }: Scope,
  schemeId: string | undefined,
): Promise<readonly string[]> {
  if (schemeId !== undefined) return [schemeId];
  const rows = await trx
    .selectFrom('scheme')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('kind', '<>', 'directed')
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

async function zoneOf({ trx, organisationId }: Scope): Promise<string> {
  const { zone } = await trx
    .selectFrom('organisation')
    .select('zone')
    .where('organisation_id', '=', organisationId)
    .executeTakeFirstOrThrow();
  return zone;
}

/** Takes in answers one after the other, and gives the tallies with them. */
function answerCounter(counted: SchemeTallies, period: Period) {
  const months = new Map(monthsOf(period).map((month) => [month, new Map<Line, number[]>()]));
  const compared: Record<string, BeforeAndNow[]> = {};
  return {
    take({ month, stage, answers, before = {} }: Answered): void {
      for (const [value, answer] of Object.entries(answers)) {
        if (answer === 'cannot-say') continue;
        const line: Line = `benefit:${value}:${stage}`;
        const lines = months.get(month);
        const values = lines?.get(line);
        if (values === undefined) lines?.set(line, [answer]);
        else values.push(answer);
        const first = before[value];
        if (typeof first === 'number')
          (compared[`${value}:${stage}`] ??= []).push({ before: first, now: answer });
      }
    },
    result(): SchemeTallies {
      return {
        ...counted,
        months: [...months.values()].map((lines, index) => ({
          ...counted.months[index],
          ...Object.fromEntries(
            [...lines].map(([line, values]): [Line, Tally] => [line, { n: values.length, values }]),
          ),
        })),
        ...(counted.year !== undefined && { year: { ...counted.year, compared } }),
      };
    },
  };
}
